/** The clerk's desk: the day, and a panel beside it for what is being done. */
import { useCallback, useMemo, useState } from 'react';
import { may } from '../api/session';
import type { Appointment, Principal } from '../api/wire';
import { BoardProvider, type BoardScene, type FindWish } from '../board/BoardContext';
import { Peek } from '../board/Peek';
import { mainPart } from '../board/rows';
import { isVisit } from '../board/status';
import { useDayRisks } from '../board/useDayRisks';
import { useOutlooks } from '../board/useOutlooks';
import { useMove } from '../move/useMove';
import { Verdict } from '../move/Verdict';
import { DayHeader } from './DayHeader';
import { DayView } from './DayView';
import styles from './desk.module.css';
import { Notices } from './Notices';
import { usePins } from './pins';
import { usePlace } from './place';
import { SidePanel, type Beside } from './SidePanel';
import { summary } from './summary';
import { Toasts } from './Toasts';
import { Toolbar, type Filter } from './Toolbar';
import { TopBar } from './TopBar';
import { useDay, type Day } from './useDay';
import { NARROW, useMedia } from './useMedia';

/** On a small screen people come first, where there are any. */
function usualKind(narrow: boolean, rows: Day['rows']): Filter['kind'] {
  return narrow && [...rows.values()].some((row) => row.resource.kind === 'practitioner') ? 'practitioner' : 'all';
}

/** An address may name a site that is not there, or that the reader may not see. */
function otherSite(wanted: string | null, { sites, site }: Day): string[] {
  if (wanted === null || !site || !sites.data || site.id === wanted) return [];
  return [`There is no site “${wanted}” that you can see. This is ${site.name}.`];
}

export function Desk({ principal }: { principal: Principal }) {
  const [place, go] = usePlace();
  const narrow = useMedia(NARROW);
  const view = narrow ? 'list' : (place.view ?? 'board');
  const day = useDay(place, view === 'list');
  const [wished, setFilter] = useState<{ kind: Filter['kind'] | null; text: string }>({ kind: null, text: '' });
  const [pinned, pin] = usePins();
  const [beside, setBeside] = useState<Beside | null>(null);
  const cancelled = place.cancelled === 'show';
  const appointments = day.board.data?.appointments ?? [];
  const zone = day.board.data?.zone ?? day.site?.zone ?? 'UTC';

  const mover = useMove(useMemo(() => ({
    rows: day.rows, visitTypes: day.visitTypes.data, visitName: day.names.visit, zone, now: day.now,
  }), [day.rows, day.visitTypes.data, day.names, zone, day.now]));

  const openVisit = useCallback((visit: Appointment) => setBeside({ visit: visit.id }), []);
  const find = useCallback((wish: FindWish) => setBeside({ find: wish }), []);
  const { start } = mover;
  const { rows } = day;
  const filter: Filter = { ...wished, kind: wished.kind ?? usualKind(narrow, rows) };
  const startMove = useCallback<BoardScene['startMove']>((appointment, part) => {
    const grabbed = part ?? mainPart(appointment, rows);
    if (!grabbed) return;
    start(appointment, grabbed, 'keys');
    setBeside(null);
    document.querySelector<HTMLElement>(`[role="grid"] [data-stop="${grabbed.resource} ${grabbed.key}"]`)?.focus();
  }, [start, rows]);
  const openId = beside && 'visit' in beside ? beside.visit : null;
  const movingId = mover.move?.proposal.appointment.id ?? null;
  const mayBook = may(principal, 'book');
  const mayPredict = may(principal, 'read-predictions');
  const { risks, doubtfulFrom } = useDayRisks(day.site?.id, day.date, mayPredict && day.zoom !== 'week');
  const outlooks = useOutlooks(day.site?.id, day.date, mayPredict && day.zoom !== 'week' && day.date >= day.today);
  const head = day.board.data?.head ?? 0;
  const scene = useMemo<BoardScene>(() => ({
    zone, head, names: day.names, mayBook, mayPredict, risks, doubtfulFrom, outlooks, openId, movingId, openVisit, find, startMove, pin,
  }), [zone, head, day.names, mayBook, mayPredict, risks, doubtfulFrom, outlooks, openId, movingId, openVisit, find, startMove, pin]);

  return (
    <BoardProvider value={scene}>
      <div className={styles.desk}>
        <TopBar principal={principal} connection={day.connection} />
        <div className={styles.middle}>
          <main className={styles.main}>
            <DayHeader date={day.date} today={day.today} zoom={day.zoom} site={day.site?.id} zone={day.site?.zone}
              summary={day.board.data && !day.board.isPlaceholderData ? summary(appointments, cancelled) : ''} empty={day.board.data !== undefined && !appointments.some((each) => isVisit(each.status))} goTo={(date) => go({ date: date === day.today ? null : date })} />
            <Toolbar sites={day.sites.data ?? []} site={day.site?.id} onSite={(site) => go({ site })} filter={filter}
              onFilter={setFilter} zoom={day.zoom} onZoom={(zoom) => {
                if (zoom === 'week') mover.stop();
                go({ zoom });
              }} view={view}
              onView={(next) => {
                mover.stop();
                go({ view: next });
              }} narrow={narrow} cancelled={cancelled} onCancelled={(shown) => go({ cancelled: shown ? 'show' : null })} onFind={mayBook ? () => find({}) : undefined} />
            <Notices notices={[...otherSite(place.site, day), ...day.board.data?.notices ?? []]} />
            <DayView day={day} view={view} filter={filter} pinned={pinned} mover={mover}
              goToDay={(date) => go({ date, ...(day.zoom === 'week' ? { zoom: 'day' as const } : {}) })} />
            <Verdict mover={mover} names={day.names} zone={zone} />
          </main>
          {beside && <SidePanel beside={beside} day={day} onBoard={view === 'board' && day.zoom !== 'week'} onClose={() => setBeside(null)} />}
        </div>
        <Peek find={(id) => appointments.find((each) => each.id === id)} />
        <Toasts />
      </div>
    </BoardProvider>
  );
}
