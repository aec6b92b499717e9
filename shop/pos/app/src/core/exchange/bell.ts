/** A pause that ends where somebody rings. Who rings while work is being done is heard when the next pause begins. */
export class Bell {
  private isRung = false;
  private wake: () => void = () => {};

  ring(): void {
    this.isRung = true;
    this.wake();
  }

  /** What was rung for begins now. */
  hear(): void {
    this.isRung = false;
  }

  async pause(milliseconds: number): Promise<void> {
    if (this.isRung) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => (clearTimeout(timer), resolve());
    });
  }
}
