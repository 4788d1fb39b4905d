/** Deciding about a template asks for the reason, because the log keeps it for everybody. */
import { useState } from 'react';
import { useDecideTemplate, type Decision } from '../api/lab';
import { asProblem } from '../api/problem';
import type { SessionTemplate } from '../api/wire';
import { sayDone } from '../shell/toasts';
import { Button } from '../ui/Button';
import { NumberText } from '../ui/NumberText';
import { ProblemNote } from '../ui/ProblemNote';
import { TextField } from '../ui/TextField';
import { releaseHelp } from './releaseWords';
import styles from './template.module.css';

interface Props { template: SessionTemplate; act: Decision['act']; others: readonly SessionTemplate[]; onDone: () => void }

const MEANING: Record<Decision['act'], string> = {
  adopt: 'From now on its slots are kept for their kinds of visit. Visits that are booked already stay where they are.',
  decline: 'It stays in the list for the record and binds nobody.',
  retire: 'Its slots are open to any visit from now on.',
  release: 'Slots that nobody has booked are opened to any visit so many days, of 24 hours each, before they begin.',
};

const VERB: Record<Decision['act'], string> = { adopt: 'Adopt it', decline: 'Decline it', retire: 'Retire it', release: 'Change it' };

const DONE: Record<Decision['act'], string> = { adopt: 'is in force', decline: 'is declined', retire: 'is retired', release: 'opens its slots at another time now' };

/** The template that stands in the way, as the refusal names it. */
function inTheWay(detail: string, others: readonly SessionTemplate[]): SessionTemplate | undefined {
  const id = /template-\d+/.exec(detail)?.[0];
  return others.find((each) => each.id === id);
}

export function DecisionForm({ template, act, others, onDone }: Props) {
  const [reason, setReason] = useState('');
  const [days, setDays] = useState(template.release_days);
  const [tried, setTried] = useState(false);
  const decide = useDecideTemplate();
  const problem = decide.isError ? asProblem(decide.error) : null;
  const blocker = problem?.code === 'template-overlap' ? inTheWay(problem.detail, others) : undefined;

  const submit = (replaces?: string): void => {
    setTried(true);
    if (reason.trim() === '') return;
    const given = { id: template.id, reason: reason.trim() };
    const decision: Decision = act === 'release' ? { ...given, act, releaseDays: days }
      : act === 'adopt' ? { ...given, act, ...(replaces === undefined ? {} : { replaces }) } : { ...given, act };
    decide.mutate(decision, {
      onSuccess: () => {
        sayDone(`“${template.name}” ${DONE[act]}.`);
        onDone();
      },
    });
  };

  return (
    <form className={styles.decision} noValidate aria-label={`${VERB[act].replace(' it', '')} ${template.name}`}
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}>
      <p>{MEANING[act]}</p>
      {act === 'release' && <NumberText eager label="Days before" value={days} min={0} max={730} onChange={setDays} help={releaseHelp(days)} />}
      <TextField label="Reason" value={reason} onChange={setReason} autoFocus autoComplete="off" help="For everybody who reads the log"
        error={tried && reason.trim() === '' ? 'Write the reason.' : undefined} />
      {problem && blocker === undefined && <ProblemNote problem={problem} />}
      {blocker && (
        <div className={styles.overlap} role="alert">
          <p><strong>“{blocker.name}” keeps the same time.</strong> Only one template can. It can go out of force at the moment this one comes in.</p>
          <Button busy={decide.isPending} onPress={() => submit(blocker.id)}>Replace “{blocker.name}”</Button>
        </div>
      )}
      <div className={styles.acts}>
        <Button look={act === 'retire' ? 'harm' : 'primary'} type="submit" busy={decide.isPending}>{VERB[act]}</Button>
        <Button look="quiet" onPress={onDone}>Leave it</Button>
      </div>
    </form>
  );
}
