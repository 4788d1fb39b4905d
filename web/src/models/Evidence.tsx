/** How well predictions have held: of the champion lately, or of a model when it was learnt. */
import { useState } from 'react';
import type { Model, ModelReport } from '../api/modelWire';
import page from '../shell/page.module.css';
import { plural } from '../time/speech';
import { NARROW, useMedia } from '../shell/useMedia';
import { Choose } from '../ui/Choose';
import { Segmented } from '../ui/Segmented';
import { windowInWords } from './differences';
import styles from './models.module.css';
import { OverTime } from './OverTime';
import { ReliabilityChart } from './ReliabilityChart';
import { SegmentChart } from './SegmentChart';
import type { TaskWords } from './tasks';
import { Drift, Fairness } from './Watching';

export interface Source { id: string; name: string; report: ModelReport }

/** What can be looked at: lately first, as it is what the clinic lives with. */
export function sourcesOf(live: ModelReport | undefined, models: readonly Model[]): Source[] {
  return [
    ...(live && live.rows > 0 ? [{ id: 'live', name: 'Lately', report: live }] : []),
    ...models.map((model) => ({ id: model.id, name: `${model.id} when learnt`, report: model.report })),
  ];
}

export function Evidence({ task, sources }: { task: TaskWords; sources: readonly Source[] }) {
  const [wanted, setWanted] = useState<string | null>(null);
  const narrow = useMedia(NARROW);
  const source = sources.find((each) => each.id === wanted) ?? sources[0];
  if (!source) return null;
  const { report } = source;
  const file = `${task.id}-${source.id}`;
  return (
    <>
      <section className={page.section} aria-labelledby="held-title">
        <div className={styles.head}>
          <h2 id="held-title">How well predictions have held</h2>
          {sources.length > 1 && narrow && <Choose label="Predictions of" value={source.id} options={sources} onChange={setWanted} />}
          {sources.length > 1 && !narrow && <Segmented label="Predictions of" value={source.id} options={sources} onChange={setWanted} />}
        </div>
        <p className={page.quiet}>
          {plural(report.rows, 'row')}, {windowInWords(report.window)}
          {source.id === 'live' ? ': what was said the day before, beside what came. It is worked out from the log itself.' : ': days that its twin was not learnt from.'}
        </p>
        <div className={page.two}>
          {report.reliability.length > 0 && task.id === 'no-show' && <ReliabilityChart report={report} file={`${file}-reliability`} />}
          <OverTime task={task} report={report} file={file} />
        </div>
      </section>
      {report.segments.length > 0 && (
        <section className={page.section} aria-labelledby="segments-title">
          <h2 id="segments-title">By segment</h2>
          <SegmentChart key={source.id} task={task} report={report} file={file} />
          {(report.unjudged ?? []).map((sentence) => <p key={sentence} className={page.quiet}>{sentence}</p>)}
        </section>
      )}
      <Fairness task={task} report={report} />
      <Drift report={report} />
    </>
  );
}
