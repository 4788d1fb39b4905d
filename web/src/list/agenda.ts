/** A resource's day from top to bottom: visits, free time, blocks, in the order of time. */
import type { Appointment } from '../api/wire';
import { freeAhead } from '../board/neighbours';
import { spanOf, type Row } from '../board/rows';

export type Item = { key: string; start: number; end: number } & (
  | { type: 'visit'; appointment: Appointment }
  | { type: 'free' }
  | { type: 'block'; reason: string }
);

export function agenda(row: Row, now: number, withFree: boolean): Item[] {
  const visits = [...row.parts, ...row.cancelled].map((part): Item =>
    ({ type: 'visit', key: part.key, start: part.start, end: part.end, appointment: part.appointment }));
  const free = withFree ? freeAhead(row, now).map((span): Item => ({ type: 'free', key: `free/${span.end}`, ...span })) : [];
  const blocks = row.resource.blocks.map((block): Item =>
    ({ type: 'block', key: block.id, ...spanOf(block), reason: block.reason }));
  return [...visits, ...free, ...blocks].toSorted((a, b) => a.start - b.start || a.end - b.end);
}
