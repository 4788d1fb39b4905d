/** An appointment's states in words, and what may follow. */
import type { Status } from '../api/wire';
import { dateAt } from '../time/zone';

export const STATUS_WORDS: Record<Status, string> = {
  proposed: 'asked for',
  waitlist: 'on the waiting list',
  pending: 'held',
  booked: 'booked',
  arrived: 'arrived',
  'checked-in': 'checked in',
  fulfilled: 'finished',
  cancelled: 'cancelled',
  noshow: 'did not come',
  'entered-in-error': 'entered in error',
};

/** Never drawn on the board. */
export function hidden(status: Status): boolean {
  return status === 'entered-in-error' || status === 'proposed' || status === 'waitlist';
}

/** Belongs to the day's visits: agreed once and not called off, whether or not the patient came. */
export function isVisit(status: Status): boolean {
  return !hidden(status) && status !== 'cancelled';
}

/** Uses its resources' time. */
export function occupies(status: Status): boolean {
  return isVisit(status) && status !== 'noshow';
}

/** What a reader should know about a visit with which nothing can be done any more. */
export const CLOSED_WORDS: Partial<Record<Status, string>> = {
  cancelled: 'This visit was called off. Its time is free for others.',
  noshow: 'The patient did not come. The visit is kept for the record and cannot be changed.',
};

/** The patient is in the building and not done. */
export function isHere(status: Status): boolean {
  return status === 'arrived' || status === 'checked-in';
}

export interface Transition { to: Status; label: string }

const ARRIVE: Transition = { to: 'arrived', label: 'Arrived' };
const CHECK_IN: Transition = { to: 'checked-in', label: 'Check in' };
const FINISH: Transition = { to: 'fulfilled', label: 'Finish' };
const NO_SHOW: Transition = { to: 'noshow', label: 'Did not come' };

/** The steps of a visit's life that staff take from this state. */
export function transitions(status: Status): readonly Transition[] {
  if (status === 'booked') return [ARRIVE, CHECK_IN, FINISH, NO_SHOW];
  if (status === 'arrived') return [CHECK_IN, FINISH];
  if (status === 'checked-in') return [FINISH];
  return [];
}

/** Nobody has come to a visit before its day at the site. */
export function isBeforeItsDay(start: number, now: number, zone: string): boolean {
  return dateAt(now, zone) < dateAt(start, zone);
}

export function canMove(status: Status): boolean {
  return status === 'booked';
}

export function canCancel(status: Status): boolean {
  return status === 'booked' || isHere(status);
}
