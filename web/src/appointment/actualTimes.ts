/** When a visit really took place: what is proposed, and what of it cannot be. */
import { addDays } from '../time/civil';
import { clock, dateAt, instantAt, MINUTE } from '../time/zone';

const HOUR = 60 * MINUTE;

/** As the form holds them: times on the site's clock, or nothing. */
export interface Times { began: string; ended: string }
export const NO_TIMES: Times = { began: '', ended: '' };

export interface Planned { start: number; end: number; zone: string }

export interface Proposal extends Times {
  /** Where the times come from, or why there are none. */
  why: string;
}

/** So long after its planned end a visit may still be going on; later, “now” says when somebody found time to press a button. */
const STILL_GOING_ON = HOUR;

/** `checkedIn`: null where nobody knows, undefined while it is looked for. */
export function propose({ start, end, zone }: Planned, checkedIn: number | null | undefined, now: number): Proposal {
  if (checkedIn === undefined) return { ...NO_TIMES, why: 'Looking for when the patient was checked in…' };
  if (checkedIn === null) return { ...NO_TIMES, why: 'When the patient was checked in is not known here.' };
  const since = `Checked in at ${clock(checkedIn, zone)}`;
  if (now > end + STILL_GOING_ON) return { ...NO_TIMES, why: `${since}; it was to end at ${clock(end, zone)}, so now is not when it ended.` };
  const early = checkedIn < start;
  const began = clock(Math.max(checkedIn, start), zone);
  const ended = clock(now, zone);
  if (minutesOf(ended) === minutesOf(began) || now < start) return { ...NO_TIMES, why: `${since}, and hardly begun.` };
  return { began, ended, why: early ? `Checked in at ${clock(checkedIn, zone)}, planned for ${clock(start, zone)}, until now.` : `${since}, until now.` };
}

/** Minutes since midnight of `9:30`, `09.30` or `0930`; undefined where it is no time. */
export function minutesOf(text: string): number | undefined {
  const [, hour = '', minute = ''] = /^(\d{1,2})[:.]?(\d{2})$/.exec(text.trim()) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  return hour !== '' && Number(hour) < 24 && Number(minute) < 60 ? minutes : undefined;
}

export type Wrong = Partial<Record<keyof Times, string>>;
export interface Checked { wrong: Wrong; actual?: { start: string; end: string } }

const UNREADABLE = 'Write a time like 09:30.';
const FUTURE = 'This time has not come yet.';
const REVERSED = 'It must end later than it began.';
const LONE = { began: 'Write when it began as well, or leave both empty.', ended: 'Write when it ended as well, or leave both empty.' };
/** What would be longer did not go past midnight: somebody mixed the times up. */
const LONGEST_PAST_MIDNIGHT = 6 * HOUR;

function given(text: string): boolean {
  return text.trim() !== '';
}

function unreadable({ began, ended }: Times): Wrong {
  const wrong: Wrong = {};
  if (given(began) && minutesOf(began) === undefined) wrong.began = UNREADABLE;
  if (given(ended) && minutesOf(ended) === undefined) wrong.ended = UNREADABLE;
  if (!given(began) && given(ended)) wrong.began = LONE.began;
  if (given(began) && !given(ended)) wrong.ended = LONE.ended;
  return wrong;
}

/** The times as instants of the visit's own day, or what is wrong beside each field. None at all is right, and tells nothing. */
export function check(times: Times, { start, zone }: Planned, now: number): Checked {
  if (!given(times.began) && !given(times.ended)) return { wrong: {} };
  const wrong = unreadable(times);
  if (Object.keys(wrong).length > 0) return { wrong };
  const date = dateAt(start, zone);
  const began = instantAt(date, minutesOf(times.began) ?? 0, zone);
  const sameDay = instantAt(date, minutesOf(times.ended) ?? 0, zone);
  const nextDay = instantAt(addDays(date, 1), minutesOf(times.ended) ?? 0, zone);
  const ended = sameDay <= began && nextDay <= now && nextDay - began <= LONGEST_PAST_MIDNIGHT ? nextDay : sameDay;
  if (began > now) return { wrong: { began: FUTURE } };
  if (ended > now) return { wrong: { ended: FUTURE } };
  if (ended <= began) return { wrong: { ended: REVERSED } };
  return { wrong: {}, actual: { start: new Date(began).toISOString(), end: new Date(ended).toISOString() } };
}

/** How long that is, for the reader to check at a glance; nothing while it is not right. */
export function minutesTaken({ actual }: Checked): number | undefined {
  return actual && Math.round((Date.parse(actual.end) - Date.parse(actual.start)) / MINUTE);
}
