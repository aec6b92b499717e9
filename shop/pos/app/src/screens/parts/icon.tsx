/** Lucide's drawings, those that the counter uses, in the script itself so that they are there without a network. */
import back from "lucide-static/icons/arrow-left.svg?raw";
import cash from "lucide-static/icons/banknote.svg?raw";
import broken from "lucide-static/icons/circle-alert.svg?raw";
import count from "lucide-static/icons/clipboard-list.svg?raw";
import erase from "lucide-static/icons/delete.svg?raw";
import light from "lucide-static/icons/flashlight.svg?raw";
import lock from "lucide-static/icons/lock.svg?raw";
import menu from "lucide-static/icons/menu.svg?raw";
import minus from "lucide-static/icons/minus.svg?raw";
import next from "lucide-static/icons/chevron-right.svg?raw";
import pack from "lucide-static/icons/package.svg?raw";
import plus from "lucide-static/icons/plus.svg?raw";
import receipt from "lucide-static/icons/receipt-text.svg?raw";
import scan from "lucide-static/icons/scan-barcode.svg?raw";
import send from "lucide-static/icons/truck.svg?raw";
import settings from "lucide-static/icons/settings.svg?raw";
import shelf from "lucide-static/icons/boxes.svg?raw";
import store from "lucide-static/icons/store.svg?raw";
import take from "lucide-static/icons/package-check.svg?raw";
import user from "lucide-static/icons/user.svg?raw";
import close from "lucide-static/icons/x.svg?raw";

const DRAWINGS = {
  back, broken, cash, close, count, erase, light, lock, menu, minus, next, pack, plus, receipt, scan, send, settings, shelf,
  store, take, user,
};
export type IconName = keyof typeof DRAWINGS;

const shapes = (svg: string) => svg.replace(/<!--.*?-->/gs, "").replace(/<\/?svg[^>]*>/g, "");

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" dangerouslySetInnerHTML={{ __html: shapes(DRAWINGS[name]) }} />
  );
}
