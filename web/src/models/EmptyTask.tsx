/** Nothing has been learnt yet: what is needed, and how much of it is there. */
import type { LiveReport } from '../api/modelWire';
import page from '../shell/page.module.css';
import { countInWords, plural } from '../time/speech';
import styles from './models.module.css';
import { enoughPercent } from './standing';
import type { TaskWords } from './tasks';

const FALLBACK: Record<TaskWords['id'], string> = {
  'no-show': 'Until then nobody’s risk is guessed: the board shows none, or the clinic’s own share with a wide band that says so.',
  duration: 'Until then a visit is expected to take as long as its type is planned for, with a wide band that says so.',
  demand: 'Until then what is expected is what such hours brought before, with a wide band that says so.',
};

export function EmptyTask({ task, live }: { task: TaskWords; live: LiveReport | undefined }) {
  return (
    <section className={page.section} aria-labelledby="empty-title">
      <h2 id="empty-title">No model has been learnt yet</h2>
      {live && (
        <div className={styles.meter}>
          <p id="enough"><strong>{plural(live.outcomes, ...task.outcomes)}</strong>{live.outcomes < live.needed ? ` of ${countInWords(live.needed)} that a first model needs.` : `; a first model needs ${countInWords(live.needed)}.`}</p>
          <progress max={Math.max(1, live.needed)} value={Math.min(live.outcomes, live.needed)} aria-labelledby="enough">{enoughPercent(live)}</progress>
        </div>
      )}
      <p className={page.lead}>{task.needs}</p>
      <p className={page.quiet}>{FALLBACK[task.id]}</p>
    </section>
  );
}
