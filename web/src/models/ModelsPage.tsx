/** Models: which one speaks for each task, how well it does, what waits, and who may change it. */
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { asProblem } from '../api/problem';
import { may } from '../api/session';
import type { Principal } from '../api/wire';
import { NoPredictions, Page } from '../shell/Page';
import page from '../shell/page.module.css';
import { usePlace } from '../shell/place';
import { Along } from '../ui/Along';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { ProblemNote } from '../ui/ProblemNote';
import { Skeleton } from '../ui/Skeleton';
import { About } from './About';
import { Deciding } from './Deciding';
import { EmptyTask } from './EmptyTask';
import { Evidence, sourcesOf } from './Evidence';
import { FormerModels } from './FormerModels';
import styles from './models.module.css';
import { SideBySide } from './SideBySide';
import { standing } from './standing';
import { taskOf, TASKS, type TaskWords } from './tasks';
import { Trainings } from './Trainings';
import { useTask, type TaskData } from './useTask';

function Body({ task, data, mayRun }: { task: TaskWords; data: TaskData; mayRun: boolean }) {
  const { models, live, championInFull, challengerInFull } = data;
  const full = [championInFull, challengerInFull].filter((query) => query !== undefined);
  const broken = full.find((query) => query.isError);
  const read = full.flatMap((query) => (query.data ? [query.data] : []));
  return (
    <>
      {models.data?.length === 0 && <EmptyTask task={task} live={live.data} />}
      {broken && <Failure error={broken.error} retry={() => void broken.refetch()} />}
      {full.some((query) => query.isPending) ? <Skeleton label="Reading the models" /> : (
        <>
          {read.length > 0 && <SideBySide champion={championInFull?.data} challenger={challengerInFull?.data} />}
          <Deciding key={data.challenger?.id ?? data.champion?.id} task={task} data={data} mayDecide={mayRun} />
          {live.isPending && models.data?.length !== 0 && <p className={page.quiet} role="status">Looking at how predictions have held lately…</p>}
          {live.isError && <section className={page.section} aria-label="How predictions have held lately"><ProblemNote problem={asProblem(live.error)} /><div><Button onPress={() => void live.refetch()}>Try again</Button></div></section>}
          <Evidence key={task.id} task={task} sources={sourcesOf(live.data?.report, read)} />
        </>
      )}
      <Trainings task={task} data={data} mayTrain={mayRun} />
      {read.map((model) => <About key={model.id} model={model} />)}
      <FormerModels models={models.data ?? []} />
    </>
  );
}

function TaskPage({ task, mayRun }: { task: TaskWords; mayRun: boolean }) {
  const data = useTask(task);
  const { models, live } = data;
  const told = models.data
    ? standing({ task, models: models.data, live: live.data, judging: live.isPending, gates: data.gates.data, trainings: data.trainings.data ?? [] })
    : { sentence: models.isError ? `${task.tab}: the models cannot be read now` : `${task.tab}: reading the models`, more: '' };
  return (
    <>
      <header className={page.top}>
        <h1>{told.sentence}</h1>
        <p className={page.lead} role="status">{told.more}</p>
        {models.data && <span className={page.print}><Button look="quiet" onPress={() => print()}>Print</Button></span>}
      </header>
      {models.isError && <Failure error={models.error} retry={() => void models.refetch()} />}
      {models.isPending && <Skeleton label="Reading the models" />}
      {models.data && <div className={styles.body}><Body task={task} data={data} mayRun={mayRun} /></div>}
    </>
  );
}

function Learning({ mayRun }: { mayRun: boolean }) {
  const [place, go] = usePlace();
  const task = taskOf(place.task);
  return (
    <main className={page.main}>
      <p className={page.eyebrow}>Models</p>
      <Along>
        <Tabs selectedKey={task.id} onSelectionChange={(key) => key !== task.id && go({ task: String(key) })}>
          <TabList aria-label="What is predicted" className={styles.tabs ?? ''} items={TASKS}>
            {(each) => <Tab id={each.id} className={styles.tab ?? ''}>{each.tab}</Tab>}
          </TabList>
          {TASKS.map((each) => (
            <TabPanel key={each.id} id={each.id} className={styles.panel ?? ''}><TaskPage task={each} mayRun={mayRun} /></TabPanel>
          ))}
        </Tabs>
      </Along>
    </main>
  );
}

export function ModelsPage({ principal }: { principal: Principal }) {
  return (
    <Page principal={principal} name="Models">
      {may(principal, 'read-predictions') ? <Learning mayRun={may(principal, 'manage-models')} /> : <NoPredictions />}
    </Page>
  );
}
