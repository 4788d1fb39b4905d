import type { Problem } from '../api/wire';
import { plainWords } from '../api/plainWords';
import { capital } from '../time/speech';
import styles from './problem.module.css';

function sentence(text: string): string {
  return capital(/[.!?]$/.test(text) ? text : `${text}.`);
}

/** What went wrong, in place: what happened, why, and what to do now. */
export function ProblemNote({ problem: told, zone }: { problem: Problem; zone?: string }) {
  const problem = plainWords(told, zone);
  const repeats = problem.detail.toLowerCase().replace(/\.$/, '') === problem.title.toLowerCase();
  return (
    <div className={styles.note} role="alert">
      <p className={styles.title}>{problem.title}</p>
      {!repeats && problem.detail && <p>{sentence(problem.detail)}</p>}
      {problem.errors?.filter((each) => each.detail !== problem.detail).map((each) => (
        <p key={each.pointer}>{sentence(each.detail)}</p>
      ))}
      {problem.advice && <p className={styles.advice}>{sentence(problem.advice)}</p>}
      {problem.trace_id && <p className={styles.small}>Reference {problem.trace_id}</p>}
    </div>
  );
}
