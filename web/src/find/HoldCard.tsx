/** A time that is held: how long still, and what to do with it. */
import { useState } from 'react';
import { useConfirmHold, useReleaseHold, useRenewHold } from '../api/booking';
import { asProblem } from '../api/problem';
import type { Appointment } from '../api/wire';
import { useScene } from '../board/BoardContext';
import { resourcesOf, spanOfVisit } from '../board/names';
import { useMinute, useSecond } from '../shell/useNow';
import { countdown, dayInWords } from '../time/speech';
import { clock, dateAt } from '../time/zone';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { ProblemNote } from '../ui/ProblemNote';
import styles from './find.module.css';

export function VisitFacts({ visit }: { visit: Appointment }) {
  const { zone, names } = useScene();
  const { start, end } = spanOfVisit(visit);
  const today = dateAt(useMinute(), zone);
  return (
    <div className={styles.facts}>
      <p className={styles.big}>{clock(start, zone)}</p>
      <p>{dayInWords(dateAt(start, zone), today)}, until {clock(end, zone)}</p>
      <p>{names.visit(visit)} for {visit.patient}</p>
      <p>{resourcesOf(visit).map(names.resource).join(', ')}</p>
    </div>
  );
}

interface Props {
  hold: Appointment;
  onRenewed: (hold: Appointment) => void;
  onConfirmed: (visit: Appointment) => void;
  onGone: () => void;
}

export function HoldCard({ hold, onRenewed, onConfirmed, onGone }: Props) {
  const [error, setError] = useState<unknown>(null);
  const [confirm, renew, release] = [useConfirmHold(), useRenewHold(), useReleaseHold()];
  const left = Date.parse(hold.expires ?? '') - useSecond();
  const lapsed = left <= 0;
  const held = { id: hold.id, fence: hold.fence ?? 0 };
  return (
    <section className={styles.held} aria-label="Held time" data-state={lapsed ? 'lapsed' : 'held'}>
      <VisitFacts visit={hold} />
      <p className={styles.left} role={lapsed ? 'alert' : undefined}>
        <Icon name="clock" />
        {lapsed ? 'The hold ran out. The time is open to others again.' : <span>Held for you for <span role="timer">{countdown(left)}</span></span>}
      </p>
      {error !== null && <ProblemNote problem={asProblem(error)} />}
      <div className={styles.acts}>
        {!lapsed && (
          <>
            <Button look="primary" autoFocus busy={confirm.isPending}
              onPress={() => confirm.mutate(held, { onSuccess: onConfirmed, onError: setError })}>Book it</Button>
            <Button busy={renew.isPending}
              onPress={() => renew.mutate(held, { onSuccess: onRenewed, onError: setError })}>Keep longer</Button>
            <Button look="quiet" busy={release.isPending}
              onPress={() => release.mutate(held, { onSuccess: onGone, onError: setError })}>Let it go</Button>
          </>
        )}
        {lapsed && <Button look="primary" onPress={onGone}>Choose a time again</Button>}
      </div>
    </section>
  );
}
