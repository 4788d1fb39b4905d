/** The champion and the newest challenger beside each other: figures, what differs, and simple methods on the same rows. */
import type { Model, ModelSummary } from '../api/modelWire';
import { DataTable } from '../chart/DataTable';
import page from '../shell/page.module.css';
import { countInWords } from '../time/speech';
import { Icon, type IconName } from '../ui/Icon';
import { dateInWords, differences, windowInWords } from './differences';
import { compare, inReadingOrder, withBand, wordsOf, written, type Comparison } from './figures';
import styles from './models.module.css';
import { measuresOf } from './segments';

const ROLE: Record<ModelSummary['role'], { words: string; icon: IconName }> = {
  champion: { words: 'speaks', icon: 'tick' }, challenger: { words: 'challenger', icon: 'clock' }, former: { words: 'former', icon: 'ended' },
};

const COMPARED: Record<Comparison, string> = { better: 'better', worse: 'worse', same: 'as good', other: '' };

export function RoleMark({ role }: { role: ModelSummary['role'] }) {
  return <span className={styles.role} data-role={role}><Icon name={ROLE[role].icon} size={14} />{ROLE[role].words}</span>;
}

function Facts({ model }: { model: Model }) {
  return (
    <article className={styles.model} data-role={model.role} aria-labelledby={`${model.id}-name`}>
      <header><h3 id={`${model.id}-name`}>{model.id}</h3><RoleMark role={model.role} /></header>
      <dl className={styles.facts}>
        <div><dt>Learnt from</dt><dd>{countInWords(model.rows)} rows, {windowInWords(model.window)}</dd></div>
        <div><dt>Judged on</dt><dd>{countInWords(model.report.rows)} later rows, {windowInWords(model.report.window)}</dd></div>
        <div><dt>Filed</dt><dd>{dateInWords(model.filed)}{model.promoted !== undefined && `; speaks since ${dateInWords(model.promoted)}`}</dd></div>
        {model.reason !== undefined && <div><dt>Reason</dt><dd>“{model.reason}”</dd></div>}
      </dl>
    </article>
  );
}

/** One row a figure; the baselines' columns come last. */
function Figures({ models }: { models: readonly Model[] }) {
  const [first, second] = models;
  if (!first) return null;
  const { task } = first;
  const measures = inReadingOrder(models.flatMap((model) => Object.keys(measuresOf(model.report))));
  const { baselines } = models.at(-1)?.report ?? { baselines: [] };
  const rows = measures.map((measure) => {
    const [one, two] = [measuresOf(first.report)[measure], second && measuresOf(second.report)[measure]];
    const verdict = one && two ? COMPARED[compare(measure, one.value, two.value)] : '';
    return {
      key: measure,
      cells: [
        <span key="name" title={wordsOf(measure).meaning}>{wordsOf(measure).name}</span>,
        ...models.map((model) => {
          const figure = measuresOf(model.report)[measure];
          return figure ? withBand(measure, figure, task) : '–';
        }),
        ...(second ? [verdict] : []),
        ...baselines.map((baseline) => {
          const figure = baseline.measures[measure];
          return figure ? written(measure, figure.value, task) : '–';
        }),
      ],
    };
  });
  return (
    <DataTable label="Figures on later days, with their 95 % intervals where known" rows={rows}
      columns={['Figure', ...models.map((model) => model.id), ...(second ? ['Challenger is'] : []), ...baselines.map((baseline) => `Simple: ${baseline.name}`)]} />
  );
}

export function SideBySide({ champion, challenger }: { champion: Model | undefined; challenger: Model | undefined }) {
  const models = [champion, challenger].filter((model) => model !== undefined);
  const told = champion && challenger ? differences(champion, challenger) : [];
  return (
    <section className={page.section} aria-labelledby="side-title">
      <h2 id="side-title">{models.length === 2 ? 'Champion and challenger' : champion ? 'The model that speaks' : 'The challenger'}</h2>
      <div className={styles.pair}>{models.map((model) => <Facts key={model.id} model={model} />)}</div>
      {models.length === 1 && champion && <p className={page.quiet}>No challenger waits. A training makes one.</p>}
      <Figures models={models} />
      <p className={page.quiet}>
        Each is judged by a twin that was learnt without the last fifth of its days, on those days. Figures of two models are of different days where their windows differ: the gates compare both on the same rows.
      </p>
      {told.length > 0 && challenger && (
        <div className={styles.stack}>
          <h3>What is different in {challenger.id}</h3>
          <ul className={styles.bullets}>{told.map((each) => <li key={each}>{each}</li>)}</ul>
        </div>
      )}
    </section>
  );
}
