/** Arrow keys on the board: what can be focused, and what lies next to it. */
import type { Span } from './geometry/spans';
import type { Entry } from './groups';
import type { Row } from './rows';

export interface Stop extends Span { row: string; key: string; free: boolean }
export type Direction = 'earlier' | 'later' | 'up' | 'down' | 'first' | 'last';

/** Free time of a row that still lies ahead and is long enough for a visit. */
export function freeAhead(row: Row, now: number): Span[] {
  return row.free
    .map((span) => ({ start: Math.max(span.start, now), end: span.end }))
    .filter((span) => span.end - span.start >= row.shortest);
}

/** The stops of a row by time: its visits, cancelled ones that are shown among them, and its free time if the reader may book. */
export function stopsOf(row: Row, now: number, withFree: boolean): Stop[] {
  const id = row.resource.id;
  const visits = [...row.parts, ...row.cancelled].map((part): Stop => ({ row: id, key: part.key, start: part.start, end: part.end, free: false }));
  const free = withFree
    ? freeAhead(row, now).map((span): Stop => ({ row: id, key: `free/${span.end}`, ...span, free: true }))
    : [];
  return [...visits, ...free].toSorted((a, b) => a.start - b.start || a.end - b.end);
}

function nearest(stops: readonly Stop[], to: Span): Stop | undefined {
  const middle = (to.start + to.end) / 2;
  const distance = (stop: Stop): number => Math.max(stop.start - middle, middle - stop.end, 0);
  return stops.reduce<Stop | undefined>((best, stop) => (best && distance(best) <= distance(stop) ? best : stop), undefined);
}

/** The stop in a direction, or none at the edge. Rows without stops are passed over. */
export function neighbour(
  list: readonly Entry[],
  stops: (row: Row) => readonly Stop[],
  from: Stop,
  direction: Direction,
): Stop | undefined {
  const rows = list.flatMap((entry) => (entry.type === 'row' ? [entry.row] : []));
  const here = rows.findIndex((row) => row.resource.id === from.row);
  const row = rows[here];
  if (!row) return undefined;
  const own = stops(row);
  const index = own.findIndex((stop) => stop.key === from.key);
  if (direction === 'earlier') return own[index - 1];
  if (direction === 'later') return own[index + 1];
  if (direction === 'first') return own[0];
  if (direction === 'last') return own.at(-1);
  const way = direction === 'down' ? 1 : -1;
  for (let next = here + way; next >= 0 && next < rows.length; next += way) {
    const candidate = rows[next];
    const found = candidate && nearest(stops(candidate), from);
    if (found) return found;
  }
  return undefined;
}
