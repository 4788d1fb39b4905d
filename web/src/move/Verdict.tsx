/** What a move would do, before it is done. Read aloud as it changes. */
import { inWordsOfMove } from '../api/plainWords';
import type { Names } from '../board/names';
import { clock, dateAt } from '../time/zone';
import { dayInShort } from '../time/speech';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { ProblemNote } from '../ui/ProblemNote';
import { presentTarget } from './keys';
import { changesSomething, startOf } from './proposal';
import type { Mover } from './useMove';
import styles from './verdict.module.css';

function Words({ mover, names, zone }: { mover: Mover; names: Names; zone: string }) {
  const { move, breaks } = mover;
  if (!move) return null;
  const { appointment, start } = move.proposal;
  if (move.outside) {
    return (
      <div className={styles.words} role="status" aria-live="polite">
        <p className={styles.where}>{names.visit(appointment)}</p>
        <p className={styles.out}>Beside the board: let go here and it stays where it is.</p>
      </div>
    );
  }
  const moved = changesSomething(move.proposal);
  const day = dateAt(start, zone) === dateAt(startOf(appointment), zone) ? '' : `${dayInShort(dateAt(start, zone))}, `;
  return (
    <div className={styles.words} role="status" aria-live="polite">
      <p className={styles.where}>
        {names.visit(appointment)} to <strong>{day}{clock(start, zone)}</strong>, {names.resource(presentTarget(mover))}
      </p>
      {breaks.length === 0
        ? <p className={styles.fits}><Icon name="tick" /> {moved ? 'Nothing stands in the way.' : 'This is where it is now.'}</p>
        : <ul className={styles.breaks}>{breaks.map((each) => <li key={each.message}>{each.message}</li>)}</ul>}
    </div>
  );
}

export function Verdict({ mover, names, zone }: { mover: Mover; names: Names; zone: string }) {
  const { move, breaks, problem, busy } = mover;
  if (!move) return null;
  return (
    <section className={styles.bar} aria-label="Move" data-by={move.by} data-bad={breaks.length > 0 || undefined}>
      <Words mover={mover} names={names} zone={zone} />
      {problem && <ProblemNote problem={inWordsOfMove(problem, zone)} />}
      <div className={styles.acts}>
        <label className={styles.any}>
          <input type="checkbox" checked={move.proposal.anyOther}
            onChange={(event) => mover.change({ anyOther: event.target.checked })} />
          Any room or device that is free <kbd>A</kbd>
        </label>
        <span className={styles.keys}><kbd>←→</kbd> time <kbd>Shift</kbd> further <kbd>↑↓</kbd> who</span>
        <Button look="quiet" onPress={mover.stop}>Stop <kbd>Esc</kbd></Button>
        <Button look="primary" busy={busy} onPress={mover.drop}>{breaks.length > 0 ? 'Try anyway' : 'Move here'} <kbd>Enter</kbd></Button>
      </div>
    </section>
  );
}
