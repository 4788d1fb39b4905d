/** Trainings, newest first, and the way to ask for one. */
import { useTrain } from '../api/models';
import type { LiveReport, Training } from '../api/modelWire';
import { asProblem } from '../api/problem';
import { DataTable } from '../chart/DataTable';
import page from '../shell/page.module.css';
import { sayDone } from '../shell/toasts';
import { countInWords, plural } from '../time/speech';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { ProblemNote } from '../ui/ProblemNote';
import { dateInWords } from './differences';
import styles from './models.module.css';
import { newestFirst } from './standing';
import type { TaskWords } from './tasks';
import type { TaskData } from './useTask';

const CAUSE: Record<Training['cause'], string> = { nightly: 'the night’s turn', drift: 'figures had drifted', 'by-hand': 'somebody asked' };

/** How far it is, in words. */
export function stageInWords(training: Training): string {
  const { stage, checkpoint, worker, model, problem, attempts } = training;
  const again = attempts > 1 ? `, try ${attempts}` : '';
  if (stage === 'queued') return checkpoint === undefined ? 'waits for a worker' : 'waits for a worker to go on';
  if (stage === 'running') return `${checkpoint === 'judged' ? 'judged; learns from all days' : 'learns'}${worker === undefined ? '' : ` at ${worker}`}${again}`;
  if (stage === 'finished') return `made ${model ?? 'a model'}${again}`;
  return `made none: ${problem ?? 'no reason was told'}${again}`;
}

/** Why a training would lead nowhere now; empty if nothing stands in its way. */
export function notNow(live: LiveReport | undefined, trainings: readonly Training[]): string {
  if (trainings.some(({ stage }) => stage === 'queued' || stage === 'running')) return 'One is under way already.';
  if (live && live.outcomes < live.needed) return `The log holds ${countInWords(live.outcomes)} outcomes; ${countInWords(live.needed)} are needed.`;
  return '';
}

function TrainNow({ task, data }: { task: TaskWords; data: TaskData }) {
  const train = useTrain();
  const hindrance = notNow(data.live.data, data.trainings.data ?? []);
  return (
    <div className={styles.stack}>
      <div className={styles.row}>
        <Button isDisabled={hindrance !== ''} busy={train.isPending}
          onPress={() => train.mutate(task.id, { onSuccess: (training) => sayDone(`${training.id} is queued. Its model will wait as challenger.`) })}>Train now</Button>
        {hindrance !== '' && <p className={page.quiet}>{hindrance}</p>}
      </div>
      {train.isError && <ProblemNote problem={asProblem(train.error)} />}
    </div>
  );
}

const AT_FIRST = 6;

export function Trainings({ task, data, mayTrain }: { task: TaskWords; data: TaskData; mayTrain: boolean }) {
  const { trainings } = data;
  const list = newestFirst(trainings.data ?? []);
  return (
    <section className={page.section} aria-labelledby="trainings-title">
      <h2 id="trainings-title">Trainings</h2>
      <p className={page.quiet}>A training learns from what the log holds when it is asked for. Whoever speaks now goes on speaking: the new model waits as challenger.</p>
      {mayTrain && <TrainNow task={task} data={data} />}
      {trainings.isPending && <p className={page.quiet} role="status">Reading trainings…</p>}
      {trainings.isError && <Failure error={trainings.error} retry={() => void trainings.refetch()} />}
      {trainings.data?.length === 0 && <p className={page.empty}><strong>No trainings yet.</strong> One runs every night once enough is known, or when somebody asks.</p>}
      {list.length > 0 && (
        <DataTable label="Trainings, newest first" columns={['Training', 'How far', 'Why', 'Asked for', 'Log up to event']} words={4}
          rows={list.slice(0, AT_FIRST).map((each) => ({ key: each.id, cells: [each.id, stageInWords(each), CAUSE[each.cause], dateInWords(each.queued), countInWords(each.head)] }))} />
      )}
      {list.length > AT_FIRST && <p className={page.quiet}>The newest {AT_FIRST} of {plural(list.length, 'training')}.</p>}
    </section>
  );
}
