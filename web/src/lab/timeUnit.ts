/** Whether times are in minutes or in seconds: what their heading says, else how large they are. */
export type Unit = 'minutes' | 'seconds';
export interface Guess { unit: Unit; why: string }

const MINUTES = ['minutes', 'minute', 'mins', 'min'];
const SECONDS = ['seconds', 'second', 'secs', 'sec', 's'];

/** Half of all visits being longer than two hours is seldom; a log's column of service times is mostly in seconds anyway. */
const TOO_LONG = 120;
const TOO_LONG_LOGGED = 30;

/** The words of a heading: `ServTime` and `serv_time` are both `serv` and `time`. */
export function wordsOf(heading: string): string[] {
  return heading.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/).filter(Boolean);
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}

export function guessUnit(heading: string | undefined, values: readonly number[]): Guess {
  const words = wordsOf(heading ?? '');
  if (words.some((word) => MINUTES.includes(word))) return { unit: 'minutes', why: `as the heading “${heading ?? ''}” says` };
  if (words.some((word) => SECONDS.includes(word))) return { unit: 'seconds', why: `as the heading “${heading ?? ''}” says` };
  const logged = words.join('') === 'servtime' || words.join('') === 'servicetime';
  const limit = logged ? TOO_LONG_LOGGED : TOO_LONG;
  if (medianOf(values) > limit) {
    return { unit: 'seconds', why: logged ? `as “${heading ?? ''}” mostly is, and half are above ${limit}` : `as half are above ${limit}` };
  }
  return { unit: 'minutes', why: `as half are ${limit} or less` };
}
