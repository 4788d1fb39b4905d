/** Changing who speaks asks for the reason, because the log keeps it for everybody. */
import { useState, type ReactNode } from 'react';
import type { Problem } from '../api/wire';
import { Button } from '../ui/Button';
import { ProblemNote } from '../ui/ProblemNote';
import { TextField } from '../ui/TextField';
import styles from './models.module.css';

interface Props {
  label: string;
  meaning: ReactNode;
  verb: string;
  look: 'primary' | 'harm';
  busy: boolean;
  problem: Problem | null;
  onSubmit: (reason: string) => void;
  onLeave: () => void;
}

/** Letters that a reason has at most. */
const MOST = 120;

export function ReasonForm({ label, meaning, verb, look, busy, problem, onSubmit, onLeave }: Props) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const given = reason.trim();
  return (
    <form className={styles.form} noValidate aria-label={label} onKeyDown={(event) => event.key === 'Escape' && onLeave()}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (given !== '') onSubmit(given);
      }}>
      <p>{meaning}</p>
      <TextField label="Reason" value={reason} onChange={setReason} autoFocus autoComplete="off" maxLength={MOST} help="For everybody who reads the log"
        error={tried && given === '' ? 'Write the reason.' : undefined} />
      {problem && <ProblemNote problem={problem} />}
      <div className={styles.row}>
        <Button look={look} type="submit" busy={busy}>{verb}</Button>
        <Button look="quiet" onPress={onLeave}>Leave it</Button>
      </div>
    </form>
  );
}
