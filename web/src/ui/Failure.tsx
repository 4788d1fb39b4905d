import { asProblem } from '../api/problem';
import { Button } from './Button';
import styles from './failure.module.css';
import { ProblemNote } from './ProblemNote';

/** A part of the screen that could not be loaded, with the way to try again. */
export function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <div className={styles.page}>
      <ProblemNote problem={asProblem(error)} />
      <Button onPress={retry}>Try again</Button>
    </div>
  );
}
