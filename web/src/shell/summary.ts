/** The day in one line. */
import type { Appointment } from '../api/wire';
import { hidden, isHere } from '../board/status';
import { plural } from '../time/speech';

export function summary(appointments: readonly Appointment[]): string {
  const count = (test: (each: Appointment) => boolean): number => appointments.filter(test).length;
  const visits = count((each) => !hidden(each.status) && each.status !== 'pending');
  const parts: [number, string][] = [
    [count((each) => isHere(each.status)), 'here now'],
    [count((each) => each.status === 'pending'), 'held'],
    [count((each) => each.status === 'fulfilled'), 'finished'],
    [count((each) => each.status === 'noshow'), 'did not come'],
  ];
  const rest = parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`);
  return [visits === 0 ? 'No visits' : plural(visits, 'visit'), ...rest].join(' · ');
}
