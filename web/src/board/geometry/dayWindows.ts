/** Which hours of each day the board shows: those in use, rounded to whole hours, at least eight. */
import { addDays } from '../../time/civil';
import { dateAt, instantAt, minuteOfDay } from '../../time/zone';
import type { Span } from './spans';
import type { DayWindow } from './timeline';

const LEAST_HOURS = 8;
const USUAL = { first: 8 * 60, last: 18 * 60 };

/** Minutes of the local day that any of the spans touches. */
function minutesInUse(spans: readonly Span[], zone: string): { first: number; last: number } {
  let first = Infinity;
  let last = -Infinity;
  for (const span of spans) {
    const over = dateAt(span.start, zone) !== dateAt(span.end - 1, zone);
    first = Math.min(first, over ? 0 : minuteOfDay(span.start, zone));
    last = Math.max(last, over ? 1440 : minuteOfDay(span.end - 1, zone) + 1);
  }
  return first < last ? { first, last } : USUAL;
}

export function dayWindows(date: string, days: number, spans: readonly Span[], zone: string): DayWindow[] {
  const used = minutesInUse(spans, zone);
  let first = Math.floor(used.first / 60);
  let last = Math.ceil(used.last / 60);
  while (last - first < LEAST_HOURS) {
    if (last < 24) last += 1;
    if (last - first < LEAST_HOURS && first > 0) first -= 1;
  }
  return Array.from({ length: days }, (_, index) => {
    const day = addDays(date, index);
    return { date: day, start: instantAt(day, first * 60, zone), end: instantAt(day, last * 60, zone) };
  });
}
