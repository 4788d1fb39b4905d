/** What can be decided: promote the challenger, with its gates before it; bring the champion before back. */
import { useState } from 'react';
import { usePromote, useRevert } from '../api/models';
import type { ModelGates, ModelSummary } from '../api/modelWire';
import { asProblem } from '../api/problem';
import type { Problem } from '../api/wire';
import page from '../shell/page.module.css';
import { sayDone } from '../shell/toasts';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { Gates } from './Gates';
import styles from './models.module.css';
import { ReasonForm } from './ReasonForm';
import type { TaskWords } from './tasks';
import type { TaskData } from './useTask';

/** A refusal carries the gates as they stood then; those in sight may be older. */
function gatesOf(problem: Problem | null): ModelGates['gates'] | undefined {
  return problem?.gates && problem.gates.length > 0 ? problem.gates : undefined;
}

type Promoting = ReturnType<typeof usePromote>;

function Promote({ task, challenger, promote, onDone }: { task: TaskWords; challenger: ModelSummary; promote: Promoting; onDone: () => void }) {
  const problem = promote.isError ? asProblem(promote.error) : null;
  return (
    <ReasonForm label={`Promote ${challenger.id}`} verb="Promote it" look="primary" busy={promote.isPending} problem={gatesOf(problem) ? null : problem}
      meaning={`From then on ${challenger.id} says ${task.about}. The gates are measured once more at that moment. Predictions that were kept stay as they are.`}
      onLeave={onDone}
      onSubmit={(reason) => promote.mutate({ id: challenger.id, reason }, {
        onSuccess: () => {
          sayDone(`${challenger.id} speaks for ${task.tab.toLowerCase()} now.`);
          onDone();
        },
      })} />
  );
}

function Revert({ task, champion, onDone }: { task: TaskWords; champion: ModelSummary; onDone: () => void }) {
  const revert = useRevert();
  return (
    <ReasonForm label={`Bring back the model before ${champion.id}`} verb="Bring it back" look="harm" busy={revert.isPending}
      problem={revert.isError ? asProblem(revert.error) : null}
      meaning={`The champion before ${champion.id} speaks again from then on. No gates are asked: a way back must always be open.`}
      onLeave={onDone}
      onSubmit={(reason) => revert.mutate({ task: task.id, reason }, {
        onSuccess: (model) => {
          sayDone(`${model.id} speaks for ${task.tab.toLowerCase()} again.`);
          onDone();
        },
      })} />
  );
}

export function Deciding({ task, data, mayDecide }: { task: TaskWords; data: TaskData; mayDecide: boolean }) {
  const [act, setAct] = useState<'promote' | 'revert' | null>(null);
  const promote = usePromote();
  const refused = promote.isError ? gatesOf(asProblem(promote.error)) : undefined;
  const { champion, challenger, gates, models } = data;
  const before = (models.data ?? []).some((model) => model.role === 'former' && model.promoted !== undefined);
  if (!challenger && !(champion && before && mayDecide)) return null;
  const done = (): void => {
    setAct(null);
    promote.reset();
  };
  const shown = gates.data && (refused ? { ...gates.data, gates: refused, passed: false, refusals: [] } : gates.data);
  return (
    <section className={page.section} aria-labelledby="deciding-title">
      <h2 id="deciding-title">{challenger ? `May ${challenger.id} speak?` : 'Who speaks'}</h2>
      {challenger && gates.isPending && <p className={page.quiet} role="status">Measuring both on the same rows…</p>}
      {challenger && gates.isError && <Failure error={gates.error} retry={() => void gates.refetch()} />}
      {refused && <p role="alert">It was not promoted: the gates were measured once more.</p>}
      {challenger && shown && act !== 'revert' && <Gates gates={shown} task={task.id} />}
      {!mayDecide && <p className={page.quiet}>Your account may look at models and not change who speaks.</p>}
      {mayDecide && act === null && (
        <div className={styles.row}>
          {challenger && <Button look={gates.data?.passed === true ? 'primary' : 'plain'} isDisabled={gates.data?.passed !== true} onPress={() => setAct('promote')}>Promote {challenger.id}…</Button>}
          {champion && before && <Button onPress={() => setAct('revert')}>Bring the model before {champion.id} back…</Button>}
        </div>
      )}
      {act === 'promote' && challenger && <Promote task={task} challenger={challenger} promote={promote} onDone={done} />}
      {act === 'revert' && champion && <Revert task={task} champion={champion} onDone={done} />}
    </section>
  );
}
