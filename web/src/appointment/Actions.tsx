/** What staff do with a visit now; the usual next thing first. */
import { useState } from 'react';
import { useAdvance } from '../api/booking';
import { asProblem } from '../api/problem';
import type { Appointment } from '../api/wire';
import { useScene } from '../board/BoardContext';
import { canCancel, canMove, isBeforeItsDay, STATUS_WORDS, transitions, type Transition } from '../board/status';
import { sayDone } from '../shell/toasts';
import { useMinute } from '../shell/useNow';
import { dayInWords } from '../time/speech';
import { dateAt } from '../time/zone';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { ProblemNote } from '../ui/ProblemNote';
import { TookPlace } from './TookPlace';
import { useFinish } from './useFinish';
import styles from './visit.module.css';

interface Props { visit: Appointment; onBoard: boolean; onCancel: () => void }

export function Actions({ visit, onBoard, onCancel }: Props) {
  const scene = useScene();
  const advance = useAdvance();
  const now = useMinute();
  const finish = useFinish(visit);
  const [asked, setAsked] = useState(false);
  const movable = canMove(visit.status);
  const start = Date.parse(visit.start ?? '');
  const tooEarly = visit.start !== null && visit.start !== undefined && isBeforeItsDay(start, now, scene.zone);
  const steps = tooEarly ? [] : transitions(visit.status).filter((step) => step.to !== 'noshow' || start < now);

  const take = ({ to }: Transition): void => {
    const actual = to === 'fulfilled' ? finish.take() : undefined;
    if (actual === false) {
      setAsked(true);
      return;
    }
    advance.mutate({ appointment: visit, to, actual }, {
      onSuccess: (after) => sayDone(`${scene.names.visit(after)}: ${STATUS_WORDS[after.status]}.`),
    });
  };

  if (steps.length === 0 && !movable && !canCancel(visit.status)) return null;
  return (
    <section className={styles.actions} aria-label="What to do">
      {tooEarly && transitions(visit.status).length > 0 && (
        <p className={styles.early}>On {dayInWords(dateAt(start, scene.zone), dateAt(now, scene.zone))} it can be marked as arrived, checked in or finished.</p>
      )}
      {steps.some(({ to }) => to === 'fulfilled') && (visit.status === 'checked-in' || asked
        ? <TookPlace {...finish} onTimes={finish.setTimes} />
        : <button type="button" className={styles.say} onClick={() => setAsked(true)}>Finished already? Say when it took place</button>)}
      <div className={styles.row}>
        {steps.map((step, index) => (
          <Button key={step.to} look={index === 0 ? 'primary' : 'plain'} onPress={() => take(step)}
            busy={advance.isPending && advance.variables?.to === step.to}>{step.label}</Button>
        ))}
      </div>
      <div className={styles.row}>
        {movable && onBoard && <Button onPress={() => scene.startMove(visit)}><Icon name="move" />Move on the board</Button>}
        {movable && <Button onPress={() => scene.find({ instead: visit })}>Find another time</Button>}
        {canCancel(visit.status) && <Button look="quiet" onPress={onCancel}>Cancel visit…</Button>}
      </div>
      {advance.isError && <ProblemNote problem={asProblem(advance.error)} />}
    </section>
  );
}
