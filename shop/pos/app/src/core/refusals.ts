/** What the counter will not do, by name and with the numbers to say it; `name` is the key of its sentence. */

export class Refusal extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

export class NotEnrolled extends Refusal {
  constructor() {
    super("NotEnrolled", "This device is not enrolled");
  }
}

/** Amounts or quantities that are no whole numbers above nothing, or do not add up. */
export class DoesNotAddUp extends Refusal {
  constructor(readonly what: string) {
    super("DoesNotAddUp", what);
  }
}

export class NotForSale extends Refusal {
  constructor(
    readonly product: number,
    readonly why: string,
  ) {
    super("NotForSale", `Product ${product}: ${why}`);
  }
}

/** Another tab has sold this basket. */
export class BasketIsSold extends Refusal {
  constructor(readonly basket: string) {
    super("BasketIsSold", basket);
  }
}

export class TooLittleGiven extends Refusal {
  constructor(
    readonly total: number,
    readonly given: number,
  ) {
    super("TooLittleGiven", `${given} of ${total}`);
  }
}

export class BeyondSale extends Refusal {
  constructor(
    readonly line: number,
    readonly wanted: number,
    readonly left: number,
  ) {
    super("BeyondSale", `Line ${line}: ${wanted} of ${left}`);
  }
}

/** The sale is not on this device, or is older than what it keeps. */
export class UnknownSale extends Refusal {
  constructor(readonly event_id: string) {
    super("UnknownSale", event_id);
  }
}

export class NoShift extends Refusal {
  constructor() {
    super("NoShift", "No shift is open");
  }
}

export class ShiftIsOpen extends Refusal {
  constructor(readonly shift: string) {
    super("ShiftIsOpen", shift);
  }
}

export class UnsentEvents extends Refusal {
  constructor(readonly count: number) {
    super("UnsentEvents", `${count} unsent`);
  }
}

export class StorageFull extends Refusal {
  constructor() {
    super("StorageFull", "The storage of this device is full");
  }
}

export class LockedOut extends Refusal {
  constructor(readonly until: string) {
    super("LockedOut", `Until ${until}`);
  }
}

export class WrongPin extends Refusal {
  constructor(readonly wrong: number) {
    super("WrongPin", `${wrong} wrong in a row`);
  }
}

export class WrongPassphrase extends Refusal {
  constructor() {
    super("WrongPassphrase", "The passphrase does not open this file");
  }
}

export class NotAnExport extends Refusal {
  constructor() {
    super("NotAnExport", "This file is none that a counter exported");
  }
}

/** The server said no: `status` and its problem document's words. */
export class ServerRefused extends Refusal {
  constructor(
    readonly status: number,
    readonly detail: string,
    /** Milliseconds it asks us to wait. */
    readonly wait = 0,
  ) {
    super("ServerRefused", `${status} ${detail}`);
  }
}

export class ServerAway extends Refusal {
  constructor(readonly detail: string) {
    super("ServerAway", detail);
  }
}
