import type { Standing } from "./standing.ts";
import { onTheWay } from "../core/deeds/transferring.ts";
import { t, when } from "../words/index.ts";
import { Room } from "./parts/frame.tsx";
import { Icon, type IconName } from "./parts/icon.tsx";
import { useLive } from "./parts/live.ts";
import { go } from "./parts/route.ts";
import { useTill } from "./till.ts";

type Entry = [screen: string, icon: IconName, words: string, help?: string | undefined];

function Entries({ label, entries }: { label: string; entries: Entry[] }) {
  return (
    <nav aria-label={label}>
      <ul class="rows">
        {entries.map(([screen, icon, words, help]) => (
          <li key={screen}>
            <button type="button" class="row" onClick={() => go(screen)}>
              <Icon name={icon} /><span><b>{words}</b>{help && <small>{help}</small>}</span><Icon name="next" />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function Menu({ standing, lock }: { standing: Standing; lock(): void }) {
  return (
    <Room label={t.menu}>
      <h2>{t.menu}</h2>
      <Entries
        label={t.menu}
        entries={[
          ["sell", "store", t.sell.title],
          ["sales", "receipt", t.sales.title, t.sales.refund],
          ["goods", "shelf", t.goods.title, `${t.goods.receive}, ${t.goods.count.toLowerCase()}…`],
          ["cash", "cash", t.goods.cash, t.goods.cashHelp],
          ["close", "count", t.shift.close, standing.shift && t.shift.opened(when(standing.shift.opened_at))],
          ["settings", "settings", t.settings.title],
        ]}
      />
      <button type="button" class="button quiet" onClick={lock}><Icon name="lock" />{t.unlock.lock}</button>
    </Room>
  );
}

export function Goods() {
  const { counter } = useTill();
  const arriving = useLive(() => onTheWay(counter), [])?.length ?? 0;
  return (
    <Room label={t.goods.title}>
      <h2>{t.goods.title}</h2>
      <Entries
        label={t.goods.title}
        entries={[
          ["receive", "pack", t.goods.receive, t.goods.receiveHelp],
          ["take", "take", t.goods.take, t.goods.takeHelp(arriving)],
          ["send", "send", t.goods.send, t.goods.sendHelp],
          ["count", "count", t.goods.count, t.goods.countHelp],
          ["damage", "broken", t.goods.damage, t.goods.damageHelp],
        ]}
      />
    </Room>
  );
}
