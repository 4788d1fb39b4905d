/** How full one resource's day is: what a week can tell of it at a glance. */
import { minus, overlaps, union, type Span } from '../board/geometry/spans';
import type { DayWindow } from '../board/geometry/timeline';
import { spanOf, type Row } from '../board/rows';
import { isVisit, occupies } from '../board/status';

export interface DayLoad {
  works: boolean;
  visits: number;
  held: number;
  missed: number;
  /** Working time that is neither booked nor blocked, in milliseconds. */
  free: number;
  /** What the strip shows, as shares of the day's window from 0 to 1. */
  working: readonly Span[];
  busy: readonly Span[];
  blocked: readonly Span[];
}

function within(spans: readonly Span[], day: Span): Span[] {
  return union(spans.filter((span) => overlaps(span, day)))
    .map((span) => ({ start: Math.max(span.start, day.start), end: Math.min(span.end, day.end) }));
}

export function dayLoad(row: Row, day: DayWindow): DayLoad {
  const parts = row.parts.filter((part) => part.start >= day.start && part.start < day.end);
  const visits = [...new Set(parts.map((part) => part.appointment))];
  const count = (test: (status: Row['parts'][number]['appointment']['status']) => boolean): number =>
    visits.filter((visit) => test(visit.status)).length;
  const working = within(row.working, day);
  const busy = within(parts.filter((part) => occupies(part.appointment.status)), day);
  const blocked = within(row.resource.blocks.map(spanOf), day);
  const free = minus(working, [...busy, ...blocked]).reduce((sum, span) => sum + span.end - span.start, 0);
  const share = ({ start, end }: Span): Span =>
    ({ start: (start - day.start) / (day.end - day.start), end: (end - day.start) / (day.end - day.start) });
  return {
    works: working.length > 0,
    visits: count((status) => isVisit(status) && status !== 'pending'),
    held: count((status) => status === 'pending'),
    missed: count((status) => status === 'noshow'),
    free, working: working.map(share), busy: busy.map(share), blocked: blocked.map(share),
  };
}
