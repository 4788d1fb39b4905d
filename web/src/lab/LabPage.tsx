/** The session lab: how a session should be filled, seen from the times that visits really took. */
import { useState, useSyncExternalStore } from 'react';
import { may } from '../api/session';
import type { Principal } from '../api/wire';
import { Page, Refused } from '../shell/Page';
import page from '../shell/page.module.css';
import { NARROW, useMedia } from '../shell/useMedia';
import { plural } from '../time/speech';
import { Button } from '../ui/Button';
import { Skeleton } from '../ui/Skeleton';
import { short } from '../words/numbers';
import { BestOrder } from './BestOrder';
import { Compare } from './Compare';
import { CostSliders } from './CostSliders';
import { DataChoice } from './DataChoice';
import { FrontChart } from './FrontChart';
import { headline, Standing } from './Headline';
import { Hindsight } from './Hindsight';
import { Kinds } from './Kinds';
import styles from './lab.module.css';
import { isFree, type NamedOrder } from './orders';
import { PublishPanel } from './PublishPanel';
import { SessionSettings } from './SessionSettings';
import { Templates } from './Templates';
import { useLab, type Lab } from './useLab';

function useOnline(): boolean {
  return useSyncExternalStore((changed) => {
    addEventListener('online', changed);
    addEventListener('offline', changed);
    return () => {
      removeEventListener('online', changed);
      removeEventListener('offline', changed);
    };
  }, () => navigator.onLine);
}

function Results({ lab, onPublish, startsAt, onStartsAt }: { lab: Lab; onPublish: (order: NamedOrder) => void; startsAt: string; onStartsAt: (text: string) => void }) {
  const { result, request, study } = lab;
  if (!result || !request) return request && !study.isError ? <Skeleton label="Studying the session" /> : null;
  return (
    <div className={styles.results} data-busy={study.isPlaceholderData || undefined} inert={study.isPlaceholderData}>
      {result.front.length > 1 && <section className={page.section} aria-label="Waiting against idling and overtime"><FrontChart result={result} costs={lab.costs} /><Hindsight study={result.study} /></section>}
      <BestOrder lab={lab} result={result} startsAt={startsAt} onStartsAt={onStartsAt} onPublish={() => onPublish(result.best)} />
      {result.front.length > 1 && <Compare lab={lab} result={result} request={request} startsAt={startsAt} />}
      <Kinds lab={lab} study={result.study} />
    </div>
  );
}

export function LabPage({ principal }: { principal: Principal }) {
  return (
    <Page principal={principal} name="Session lab">
      {may(principal, 'run-schedule') ? <Planning /> : (
        <Refused title="The session lab is for planners" why="Your account may look at the schedule and not shape it. Ask somebody who runs the schedule" />
      )}
    </Page>
  );
}

function Planning() {
  const lab = useLab();
  const online = useOnline();
  const [startsAt, setStartsAt] = useState('08:00');
  const [publishing, setPublishing] = useState<string | null>(null);
  const [fresh, setFresh] = useState<string | null>(null);
  const { sentence, more } = headline(lab);
  // What is published is of the study in sight, or the panel closes.
  const order = lab.study.isPlaceholderData || isFree(lab.costs) ? undefined : lab.result?.front.find((each) => each.id === publishing);
  return (
    <div className={styles.middle}>
      <main className={page.main}>
        {!online && <p className={styles.offline} role="status">You are offline. What is on this page stays; studying, comparing and publishing wait until the connection is back.</p>}
        <header className={page.top}>
          <p className={page.eyebrow}>Session lab</p>
          <h1>{sentence}</h1>
          <Standing more={more} busy={lab.study.isFetching} waits={lab.study.failureCount > 0} />
          {!lab.study.isPlaceholderData && <Hindsight study={lab.result?.study} />}
          {lab.result && <span className={page.print}><Button look="quiet" onPress={() => print()}>Print</Button></span>}
        </header>
        <div className={styles.columns} data-bare={lab.result || lab.study.isFetching || lab.services.isPending ? undefined : true}>
          <div className={styles.controls}>
            <Controls lab={lab} />
          </div>
          <Results lab={lab} startsAt={startsAt} onStartsAt={setStartsAt} onPublish={(best) => setPublishing(best.id)} />
        </div>
        <Templates fresh={fresh} />
      </main>
      {order && lab.result && (
        <PublishPanel key={`${order.id} ${lab.name}`} lab={lab} result={lab.result} order={order} startsAt={startsAt} onClose={() => setPublishing(null)}
          onProposed={(template) => {
            setPublishing(null);
            setFresh(template.id);
          }} />
      )}
    </div>
  );
}

/** On a small screen what is studied is one line that opens, so that the costs stand beside what they change. */
function Controls({ lab }: { lab: Lab }) {
  const narrow = useMedia(NARROW);
  const costs = lab.result && lab.result.front.length > 1 ? <CostSliders lab={lab} /> : null;
  if (!narrow || !lab.setting || lab.study.isError) return <><DataChoice lab={lab} />{costs}<SessionSettings lab={lab} /></>;
  return (
    <>
      <details className={styles.plan}>
        <summary>{lab.name}: {plural(lab.setting.slots, 'slot')} of {short(lab.setting.slotMinutes)} min, {plural(lab.setting.groups, 'kind')} of visit</summary>
        <DataChoice lab={lab} />
        <SessionSettings lab={lab} />
      </details>
      {costs}
    </>
  );
}
