/** The models that spoke once or were overtaken, newest first. */
import type { ModelSummary } from '../api/modelWire';
import { DataTable } from '../chart/DataTable';
import page from '../shell/page.module.css';
import { countInWords } from '../time/speech';
import { dateInWords } from './differences';
import { inReadingOrder, wordsOf, written } from './figures';
import { newestFirst } from './standing';

const MOST = 3;

export function FormerModels({ models }: { models: readonly ModelSummary[] }) {
  const former = newestFirst(models.filter((model) => model.role === 'former'));
  if (former.length === 0) return null;
  const measures = inReadingOrder(former.flatMap((model) => Object.keys(model.measures))).slice(0, MOST);
  return (
    <section className={page.section} aria-labelledby="former-title">
      <h2 id="former-title">Earlier models</h2>
      <DataTable label="Earlier models, newest first" words={2} columns={['Model', 'Reason', 'Filed', 'Last became champion', 'Rows', ...measures.map((measure) => wordsOf(measure).name)]}
        rows={former.map((model) => ({
          key: model.id,
          cells: [
            model.id, model.reason ?? '–', dateInWords(model.filed), model.promoted === undefined ? 'never' : dateInWords(model.promoted), countInWords(model.rows),
            ...measures.map((measure) => {
              const value = model.measures[measure];
              return value === undefined ? '–' : written(measure, value, model.task);
            }),
          ],
        }))} />
    </section>
  );
}
