import type { Status } from '../api/wire';
import type { Mark } from './geometry/cardFace';
import { Icon, type IconName } from '../ui/Icon';

const MARKS: Partial<Record<Status, IconName>> = {
  pending: 'clock', arrived: 'here', 'checked-in': 'ticks', fulfilled: 'tick', noshow: 'absent', cancelled: 'cross',
};

/** Finished visits are the rule on a day of the past, and look finished without their mark. */
export function markWish(status: Status): Mark {
  if (MARKS[status] === undefined) return 'none';
  return status === 'fulfilled' ? 'if-room' : 'always';
}

/** The mark that says the state without its colour. A booked visit is the rule and has none. */
export function StatusMark({ status }: { status: Status }) {
  const mark = MARKS[status];
  return mark ? <Icon name={mark} size={14} /> : null;
}
