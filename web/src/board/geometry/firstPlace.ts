/** Where the board opens: at the time of day that it is, on whichever day is shown. */
import { instantAt, minuteOfDay } from '../../time/zone';
import type { Timeline } from './timeline';

/** The instant in the middle of the board, and its minute on the wall clock, which other days keep. */
export interface Place { middle: number; minute: number }

/** At night there is nothing to see at that time: the board opens at the day's first visit, or where the day begins. */
export function firstPlace(timeline: Timeline, zone: string, date: string, now: number, firstVisit: number | undefined): Place {
  const [day] = timeline.stretches;
  const sameClock = instantAt(date, minuteOfDay(now, zone), zone);
  const inDay = day === undefined || (day.start <= sameClock && sameClock <= day.end);
  const middle = inDay ? sameClock : (firstVisit ?? day.start);
  return { middle, minute: minuteOfDay(middle, zone) };
}
