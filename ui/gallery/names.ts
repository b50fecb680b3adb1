// Names that are hard to set, of 80 characters or a few more, and slices in which everything that has a name has such a one.
import type { DoctorSlice } from '../src/ipc/bindings/DoctorSlice';
import type { FindingSlice } from '../src/ipc/bindings/FindingSlice';
import type { HistorySlice } from '../src/ipc/bindings/HistorySlice';
import type { ListSlice } from '../src/ipc/bindings/ListSlice';
import type { PackSlice } from '../src/ipc/bindings/PackSlice';
import type { RowSlice } from '../src/ipc/bindings/RowSlice';
import type { Slice } from '../src/ipc/bindings/Slice';

const BY_KIND = {
  compound: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  emoji: '🏥 Klinikverbund Nord 🇨🇭 und Süd 🇩🇪, Produktion 🚦 – Ärztinnen 👩🏽‍⚕️, Familien 👨‍👩‍👧‍👦, Labor 🧪',
  german: 'Baugenossenschaft Süd-Nordwestliche Wohnraumversorgung eG, Mandant für Zürich-Ost',
  'right-to-left': 'شركة النخيل الذهبي للخدمات اللوجستية والتخزين السحابي – بيئة الإنتاج (الرياض 21)',
};

export type NameKind = keyof typeof BY_KIND;

export const NAMES = Object.keys(BY_KIND) as NameKind[];

export function nameOf(kind: NameKind): string {
  return BY_KIND[kind];
}

export function named(slice: Slice, name: string): Slice {
  switch (slice.window) {
    case 'main':
      return {
        ...slice,
        account: { ...slice.account, user: name },
        other_accounts: slice.other_accounts.map((account) => ({ ...account, user: name })),
        parted: slice.parted && { ...slice.parted, user: name },
        pinned: slice.pinned.map((row) => namedRow(row, name)),
        active: namedList(slice.active, name),
        attention: namedList(slice.attention, name),
        recent: namedList(slice.recent, name),
        packs: slice.packs.map((pack) => namedPack(pack, name)),
        search: slice.search && { ...slice.search, text: name, rows: slice.search.rows.map((row) => namedRow(row, name)) },
        doctor: slice.doctor && namedDoctor(slice.doctor, name),
        history: slice.history && namedHistory(slice.history, name),
      };
    case 'run':
      return {
        ...slice,
        row: namedRow(slice.row, name),
        pack: slice.pack && { ...slice.pack, card: namedPack(slice.pack.card, name) },
      };
    case 'sign_in':
      return slice;
  }
}

function namedList(list: ListSlice, name: string): ListSlice {
  return { ...list, rows: list.rows.map((row) => namedRow(row, name)) };
}

function namedRow(row: RowSlice, name: string): RowSlice {
  return {
    ...row,
    type_name: { known: 'label', text: name },
    environment: name,
    workspace: name,
    initiator: { name, system: false },
    progress: row.progress.mode === 'phased' ? { mode: 'phased', label: name } : row.progress,
  };
}

function namedPack(pack: PackSlice, name: string): PackSlice {
  return { ...pack, environment: name, workspace: name, check: pack.check && { ...pack.check, file: `${name}.zip` } };
}

function namedHistory(history: HistorySlice, name: string): HistorySlice {
  const type_name = { known: 'label', text: name } as const;
  const entries = history.entries.map((entry) => ({ ...entry, type_name, environment: name, workspace: name }));
  const alerts = history.alerts.map((alert) => ({ ...alert, type_name, environment: name }));
  return { ...history, entries, alerts };
}

function namedDoctor({ steps }: DoctorSlice, name: string): DoctorSlice {
  return { steps: steps.map((step) => ({ ...step, finding: namedFinding(step.finding, name) })) };
}

/** The daemon's name and the user's; everything else in a finding is a number, a code or an address. */
function namedFinding(finding: FindingSlice, name: string): FindingSlice {
  switch (finding.found) {
    case 'daemon':
      return { ...finding, name };
    case 'server_answered':
      return { ...finding, user: name };
    default:
      return finding;
  }
}
