/** Cancelling asks for the reason, because somebody will want to know. */
import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useCancel } from '../api/booking';
import { asProblem } from '../api/problem';
import type { Appointment, GivenReason } from '../api/wire';
import { useScene } from '../board/BoardContext';
import { sayDone } from '../shell/toasts';
import { Button } from '../ui/Button';
import { ProblemNote } from '../ui/ProblemNote';
import styles from './visit.module.css';

const REASONS: readonly { id: GivenReason; name: string }[] = [
  { id: 'patient', name: 'The patient asked' },
  { id: 'provider', name: 'The clinic asked' },
  { id: 'equipment-unavailable', name: 'Equipment is not available' },
  { id: 'weather', name: 'Weather' },
  { id: 'other', name: 'Another reason' },
];

export function CancelForm({ visit, onDone }: { visit: Appointment; onDone: () => void }) {
  const { names } = useScene();
  const [reason, setReason] = useState<GivenReason | null>(null);
  const [tried, setTried] = useState(false);
  const cancel = useCancel();

  const submit = (): void => {
    setTried(true);
    if (reason === null) return;
    cancel.mutate({ appointment: visit, reason }, {
      onSuccess: (after) => {
        sayDone(`${names.visit(after)} cancelled. Its time is free again.`);
        onDone();
      },
    });
  };

  return (
    <section className={styles.cancel} aria-label="Cancel visit">
      <RadioGroup value={reason} onChange={(chosen) => setReason(REASONS.find((each) => each.id === chosen)?.id ?? null)}
        className={styles.reasons ?? ''} isInvalid={tried && reason === null}>
        <Label className={styles.question ?? ''}>Why is it cancelled?</Label>
        {REASONS.map((each) => <Radio key={each.id} value={each.id} className={styles.reason ?? ''}>{each.name}</Radio>)}
      </RadioGroup>
      {tried && reason === null && <p role="alert" className={styles.error}>Choose a reason.</p>}
      {cancel.isError && <ProblemNote problem={asProblem(cancel.error)} />}
      <div className={styles.row}>
        <Button look="harm" busy={cancel.isPending} onPress={submit}>Cancel the visit</Button>
        <Button look="quiet" onPress={onDone}>Keep it</Button>
      </div>
    </section>
  );
}
