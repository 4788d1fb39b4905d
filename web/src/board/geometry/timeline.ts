/**
 * Time across. A timeline is a row of stretches, one a day, each cut to the hours in use; nights between them take no
 * room. Inside a stretch a pixel is always the same number of real milliseconds, so a day of 23 or 25 hours is simply
 * shorter or longer.
 */
import { MINUTE } from '../../time/zone';

export interface Stretch { date: string; start: number; end: number; x: number; width: number }
export interface Timeline { stretches: readonly Stretch[]; pxPerMinute: number; width: number }
export interface DayWindow { date: string; start: number; end: number }

/** Pixels between two days. */
const DAY_GAP = 8;

export function layOut(days: readonly DayWindow[], pxPerMinute: number): Timeline {
  const stretches: Stretch[] = [];
  let x = 0;
  for (const day of days) {
    const width = ((day.end - day.start) / MINUTE) * pxPerMinute;
    stretches.push({ ...day, x, width });
    x += width + DAY_GAP;
  }
  return { stretches, pxPerMinute, width: Math.max(0, x - DAY_GAP) };
}

/** Where an instant lies; instants of the night lie at the nearest edge. */
export function toX(timeline: Timeline, instant: number): number {
  let x = 0;
  for (const stretch of timeline.stretches) {
    if (instant < stretch.start) return stretch.x;
    x = stretch.x + stretch.width;
    if (instant <= stretch.end) return stretch.x + ((instant - stretch.start) / MINUTE) * timeline.pxPerMinute;
  }
  return x;
}

/** The instant at a place; places between two days belong to the later one's start. */
export function toInstant(timeline: Timeline, x: number): number {
  let instant = timeline.stretches[0]?.start ?? 0;
  for (const stretch of timeline.stretches) {
    if (x < stretch.x) return stretch.start;
    instant = stretch.end;
    if (x <= stretch.x + stretch.width) return stretch.start + ((x - stretch.x) / timeline.pxPerMinute) * MINUTE;
  }
  return instant;
}

/** Whether the instant is drawn at all. */
export function shows(timeline: Timeline, instant: number): boolean {
  return timeline.stretches.some((s) => s.start <= instant && instant <= s.end);
}
