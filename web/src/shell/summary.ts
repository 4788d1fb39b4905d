/** The day in one line. */
import type { Appointment } from '../api/wire';
import { isHere, isVisit } from '../board/status';
import { countInWords, plural } from '../time/speech';

/** `withCancelled` says that the reader asked for cancelled visits: then none is worth a word as well. */
export function summary(appointments: readonly Appointment[], withCancelled: boolean): string {
  const count = (test: (each: Appointment) => boolean): number => appointments.filter(test).length;
  const visits = count((each) => isVisit(each.status) && each.status !== 'pending');
  const parts: [number, string][] = [
    [count((each) => isHere(each.status)), 'here now'],
    [count((each) => each.status === 'pending'), 'held'],
    [count((each) => each.status === 'fulfilled'), 'finished'],
    [count((each) => each.status === 'noshow'), 'did not come'],
  ];
  const rest = parts.filter(([number]) => number > 0)
    .map(([number, words]) => `${number === visits && visits > 1 ? 'all' : countInWords(number)} ${words}`);
  const cancelled = count((each) => each.status === 'cancelled');
  if (withCancelled) rest.push(`${cancelled === 0 ? 'none' : countInWords(cancelled)} cancelled`);
  return [visits === 0 ? 'No visits' : plural(visits, 'visit'), ...rest].join(' · ');
}
