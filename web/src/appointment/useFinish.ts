/** What the form of real times holds: the proposal, until somebody writes something else. */
import { useState } from 'react';
import { useCheckedIn } from '../api/checkIns';
import type { Appointment } from '../api/wire';
import { useScene } from '../board/BoardContext';
import { spanOfVisit } from '../board/names';
import { useSecond } from '../shell/useNow';
import { check, propose, type Checked, type Proposal, type Times } from './actualTimes';

export interface Finish {
  times: Times;
  setTimes: (times: Times) => void;
  proposal: Proposal;
  checked: Checked;
  tried: boolean;
  zone: string;
  now: number;
  /** The real times, or nothing to send; false where they cannot be, which is then told beside the fields. */
  take: () => Checked['actual'] | false;
}

export function useFinish(visit: Appointment): Finish {
  const { zone, head } = useScene();
  // By the second: what lies in the future is told by the server's clock, which does not wait for the next minute.
  const now = useSecond();
  const [written, setWritten] = useState<Times | null>(null);
  const [tried, setTried] = useState(false);
  const checkedIn = useCheckedIn(visit.id, head, visit.status === 'checked-in');
  const planned = { ...spanOfVisit(visit), zone };
  const proposal = propose(planned, checkedIn, now);
  const times = written ?? { began: proposal.began, ended: proposal.ended };
  const checked = check(times, planned, now);
  const take = (): Checked['actual'] | false => {
    setTried(true);
    return Object.keys(checked.wrong).length > 0 ? false : checked.actual;
  };
  return { times, setTimes: setWritten, proposal, checked, tried, zone, now, take };
}
