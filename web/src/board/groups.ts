/** The order of rows: pinned first, then by kind, then by name. */
import type { ResourceKind } from '../api/wire';
import type { Row } from './rows';

export interface Group { title: string; rows: readonly Row[] }
export type Entry = { type: 'group'; title: string; count: number } | { type: 'row'; row: Row };

export const KIND_ORDER: readonly ResourceKind[] = ['practitioner', 'room', 'bed', 'device', 'lab'];
export const KIND_NAMES: Record<ResourceKind, string> = {
  practitioner: 'Practitioners', room: 'Rooms', bed: 'Beds', device: 'Devices', lab: 'Labs',
};

const byName = new Intl.Collator('en', { numeric: true });

function matches(row: Row, words: readonly string[]): boolean {
  const text = [row.resource.name, ...row.resource.attributes].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

export interface Wish { kind: ResourceKind | 'all'; text: string; pinned: ReadonlySet<string> }

export function groupRows(rows: Iterable<Row>, wish: Wish): Group[] {
  const words = wish.text.toLowerCase().split(/\s+/).filter(Boolean);
  const sorted = [...rows]
    .filter((row) => (wish.kind === 'all' || row.resource.kind === wish.kind) && matches(row, words))
    .toSorted((a, b) => byName.compare(a.resource.name, b.resource.name));
  const pinned = sorted.filter((row) => wish.pinned.has(row.resource.id));
  const groups: Group[] = [{ title: 'Pinned', rows: pinned }];
  for (const kind of KIND_ORDER) {
    const rest = sorted.filter((row) => row.resource.kind === kind && !wish.pinned.has(row.resource.id));
    groups.push({ title: KIND_NAMES[kind], rows: rest });
  }
  return groups.filter((group) => group.rows.length > 0);
}

/** Groups as one list, headings among the rows. */
export function entries(groups: readonly Group[]): Entry[] {
  return groups.flatMap((group): Entry[] => [
    { type: 'group', title: group.title, count: group.rows.length },
    ...group.rows.map((row): Entry => ({ type: 'row', row })),
  ]);
}
