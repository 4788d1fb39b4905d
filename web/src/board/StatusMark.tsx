import type { Status } from '../api/wire';
import { Icon, type IconName } from '../ui/Icon';

const MARKS: Partial<Record<Status, IconName>> = {
  pending: 'clock', arrived: 'here', 'checked-in': 'ticks', fulfilled: 'tick', noshow: 'absent', cancelled: 'cross',
};

export function hasMark(status: Status): boolean {
  return MARKS[status] !== undefined;
}

/** The mark that says the state without its colour. A booked visit is the rule and has none. */
export function StatusMark({ status }: { status: Status }) {
  const mark = MARKS[status];
  return mark ? <Icon name={mark} size={14} /> : null;
}
