/** What a comparison says, as sentences. */
import type { SessionComparison } from '../api/wire';
import { decimal, inMinutes, percent } from '../words/numbers';

type Difference = SessionComparison['difference'];

/** The interval of a difference whose sign was taken away, the smaller end first. */
function interval({ low, high }: Difference, sign: 1 | -1): string {
  const ends = [low * sign, high * sign].toSorted((a, b) => a - b);
  return `${decimal(ends[0] ?? 0)} to ${decimal(ends[1] ?? 0)}`;
}

/** `Patients wait 3.1 min less per session in order 1 (2.6 to 3.6).` */
export function waitSentence(difference: Difference): string {
  const sign = difference.mean < 0 ? -1 : 1;
  if (difference.low <= 0 && difference.high >= 0) {
    return `Patients wait about as long in both orders: the difference is ${inMinutes(difference.mean)} per session (${decimal(difference.low)} to ${decimal(difference.high)}).`;
  }
  return `Patients wait ${inMinutes(Math.abs(difference.mean))} ${sign < 0 ? 'less' : 'more'} per session in order 1 (${interval(difference, sign)}).`;
}

export function costSentence({ cheaper, difference, first, second }: SessionComparison): string {
  if (cheaper === 'neither') return `At these costs neither is cheaper, as far as these sessions tell (difference ${decimal(difference.low)} to ${decimal(difference.high)}).`;
  const dearer = Math.max(first.cost, second.cost);
  const share = dearer > 0 ? Math.abs(difference.mean) / dearer : 0;
  return `At these costs order ${cheaper === 'first' ? 1 : 2} is cheaper by ${decimal(Math.abs(difference.mean))} per session (${interval(difference, difference.mean < 0 ? -1 : 1)}), or ${percent(share)}.`;
}
