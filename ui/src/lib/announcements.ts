// What a screen reader is told of the difference between two slices of the overview, in one sentence. Pure. What is merely
// known for the first time is no news: it did not change, it was not known.
import type { HealthSlice } from '../ipc/bindings/HealthSlice';
import type { MainSlice } from '../ipc/bindings/MainSlice';
import type { PackSlice } from '../ipc/bindings/PackSlice';
import type { RowSlice } from '../ipc/bindings/RowSlice';
import { freshnessBadge, outcomeBadge, packBadge, statusBadge } from './badges';
import { clockOffWords } from './clock';
import { memoryNews, partedNews } from './keyring';
import { language } from './language.svelte';
import { isKnown, numberWords, titleWords } from './operation';
import { environmentWords } from './pack';
import { summaryLine } from './summary';
import { t } from './words';

/** Empty where there is nothing to say. */
export function announcement(before: MainSlice, after: MainSlice): string {
  const health = healthNews(before.health, after);
  const clock = before.clock_off === null && after.clock_off !== null ? clockOffWords(after.clock_off) : null;
  const rows = changed(before.pinned, after.pinned, ({ id }) => id).filter(isRowNews).map(([, row]) => row);
  const packs = changed(before.packs, after.packs, (pack) => pack.environment_id).filter(isPackNews).map(([, pack]) => pack);
  const alone = rows.length + packs.length === 1;
  const said = alone ? [...rows.map(rowWords), ...packs.map(packWords)] : counted(rows, packs);
  const memory = memoryNews(before.account.in_memory, after.account.in_memory);
  const parted = partedNews(before.parted, after.parted);
  const parts = [health, clock, memory, parted, ...said].filter((part) => part !== null);
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(parts);
}

function healthNews(before: HealthSlice, { health, summary }: MainSlice): string | null {
  if (health.state === before.state) return null;
  if (health.state === 'blind') return summaryLine(summary, health);
  return before.state === 'blind' && health.state === 'ok' ? t('announced-connected') : null;
}

/** What both have and say differently, as it was and as it is. */
function changed<Item>(before: Item[], after: Item[], idOf: (item: Item) => number): [Item, Item][] {
  const different = after.filter((item, place) => item !== before[place]);
  if (different.length === 0) return [];
  const known = new Map(before.map((item) => [idOf(item), item]));
  return different.flatMap((item): [Item, Item][] => {
    const was = known.get(idOf(item));
    return was === undefined ? [] : [[was, item]];
  });
}

function isRowNews([was, row]: [RowSlice, RowSlice]): boolean {
  return isKnown(was) && isKnown(row) && ((!was.terminal && row.terminal) || (!was.attention && row.attention));
}

function isPackNews([was, pack]: [PackSlice, PackSlice]): boolean {
  const { status } = pack.state;
  return (status === 'ready' || status === 'failed') && was.state.status !== status && was.state.status !== 'unseen';
}

function rowWords(row: RowSlice): string {
  const { words } = row.terminal ? outcomeBadge(row.outcome) : (freshnessBadge(row.freshness) ?? statusBadge(row.status));
  return t('announced-operation', { operation: numberWords(row.id), name: titleWords(row), state: t(words) });
}

function packWords(pack: PackSlice): string {
  return t('announced-pack', { environment: environmentWords(pack), state: t(packBadge(pack.state.status).words) });
}

/** Operations that need someone may have ended too: both is said of them. */
function counted(rows: RowSlice[], packs: PackSlice[]): string[] {
  const counts: [string, number][] = [
    ['announced-ended', rows.filter(({ terminal }) => terminal).length],
    ['announced-attention', rows.filter(({ attention }) => attention).length],
    ['announced-packs-ready', packs.filter(({ state }) => state.status === 'ready').length],
    ['announced-packs-failed', packs.filter(({ state }) => state.status === 'failed').length],
  ];
  return counts.filter(([, count]) => count > 0).map(([id, count]) => t(id, { count }));
}
