/** Snapping to starts that a visit type offers: multiples of its step past the local hour. */
import { minuteOfDay, MINUTE } from '../../time/zone';

/** The offered start nearest to the instant. */
export function snap(instant: number, everyMinutes: number, zone: string): number {
  const whole = Math.round(instant / MINUTE) * MINUTE;
  const past = minuteOfDay(whole, zone) % everyMinutes;
  const down = whole - past * MINUTE;
  return past * 2 >= everyMinutes ? down + everyMinutes * MINUTE : down;
}

/** The next offered start in a direction, at least one step away unless the present one is off the grid. */
export function stepFrom(instant: number, everyMinutes: number, direction: 1 | -1, zone: string): number {
  const past = minuteOfDay(instant, zone) % everyMinutes;
  if (past === 0) return instant + direction * everyMinutes * MINUTE;
  return direction === 1 ? instant + (everyMinutes - past) * MINUTE : instant - past * MINUTE;
}
