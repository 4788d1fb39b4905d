/** Demand: how many will come, for which service and where, from the next quarter of an hour to three weeks ahead. */
import { useDemand, useServiceNames, type DemandAnswer } from '../api/demand';
import { useSites } from '../api/catalogue';
import { may } from '../api/session';
import type { Principal, Site } from '../api/wire';
import { NoPredictions, Page } from '../shell/Page';
import page from '../shell/page.module.css';
import { usePlace } from '../shell/place';
import { useMinute } from '../shell/useNow';
import { browserZone, clock, foreignZone } from '../time/zone';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { Skeleton } from '../ui/Skeleton';
import { AllNumbers } from './AllNumbers';
import { Choices } from './Choices';
import styles from './demand.module.css';
import { NobodyYet, NoModel } from './Caveats';
import { SeriesList } from './SeriesList';
import { bySite, mostFirst, seriesOf } from './series';
import { finding, horizonOf, nobodyEverCame, totalInWords, whenInWords } from './words';

interface Told { answer: DemandAnswer; services: ReadonlyMap<string, string>; sites: readonly Site[] }

function useTold() {
  const demand = useDemand();
  const services = useServiceNames();
  const sites = useSites();
  const all = [demand, services, sites];
  const broken = all.find((query) => query.isError);
  const told: Told | undefined = demand.data && services.data && sites.data
    ? { answer: demand.data, services: services.data, sites: sites.data } : undefined;
  return { told, demand, broken, retry: () => all.forEach((query) => query.isError && void query.refetch()) };
}

type State = ReturnType<typeof useTold>;

/** As of when, and the way to look again. */
function AsOf({ answer, zone, state: { demand } }: { answer: DemandAnswer; zone: string; state: State }) {
  const at = Date.parse(answer.as_of);
  const elsewhere = foreignZone(at, zone);
  return (
    <div className={styles.asOf}>
      <span>As of <strong>{clock(at, zone)}</strong>{elsewhere !== '' && ` ${elsewhere}`}, renewed each minute</span>
      <Button look="quiet" busy={demand.isFetching} onPress={() => void demand.refetch()}>Refresh</Button>
      {demand.isError && <p role="alert" className={styles.old}>It could not be renewed: these are the numbers of {clock(at, zone)}.</p>}
    </div>
  );
}

/** How things stand, then the list. */
function Expecting({ told, state }: { told: Told; state: State }) {
  const [place] = usePlace();
  const now = useMinute();
  const { answer, services, sites } = told;
  const horizon = horizonOf(place.horizon);
  const site = sites.find((each) => each.id === place.site);
  const forecasts = site ? answer.forecasts.filter((forecast) => forecast.site === site.id) : answer.forecasts;
  const series = mostFirst(seriesOf(forecasts, { services, sites }), horizon.id);
  const zone = site?.zone ?? browserZone();
  const nobody = nobodyEverCame(forecasts);
  const when = whenInWords(horizon, series[0]?.by.get(horizon.id), series[0]?.zone ?? zone, now);
  return (
    <>
      <header className={page.top}>
        <h1>{nobody ? `Nobody has come${site ? ` to ${site.name}` : ''} yet` : finding(series, horizon, when)}</h1>
        <p className={page.lead}>{nobody ? '' : totalInWords(series, horizon)}</p>
      </header>
      <Choices sites={sites} horizon={horizon} />
      <AsOf answer={answer} zone={zone} state={state} />
      {nobody ? <NobodyYet /> : (
        <>
          {answer.model === undefined && <NoModel />}
          <SeriesList key={site?.id} groups={bySite(series, sites)} horizon={horizon} when={when} model={answer.model} />
          <AllNumbers series={series} />
        </>
      )}
    </>
  );
}

function Demand() {
  const state = useTold();
  const { told, broken } = state;
  return (
    <main className={page.main}>
      <p className={page.eyebrow}>Demand</p>
      {told ? <Expecting told={told} state={state} /> : (
        <>
          <header className={page.top}><h1>{broken ? 'What is expected cannot be told now' : 'Looking ahead'}</h1></header>
          {broken ? <Failure error={broken.error} retry={state.retry} /> : <Skeleton label="Working out what is expected" />}
        </>
      )}
    </main>
  );
}

export function DemandPage({ principal }: { principal: Principal }) {
  return (
    <Page principal={principal} name="Demand">
      {may(principal, 'read-predictions') ? <Demand /> : <NoPredictions />}
    </Page>
  );
}
