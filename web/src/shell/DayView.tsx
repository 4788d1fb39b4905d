/** The day as a board or as lists, or what there is instead of it. */
import { DayBoard } from '../board/DayBoard';
import { groupRows } from '../board/groups';
import { useEntries } from '../board/useRows';
import { DayList } from '../list/DayList';
import type { Mover } from '../move/useMove';
import { WeekBoard } from '../week/WeekBoard';
import { Failure } from '../ui/Failure';
import { Skeleton } from '../ui/Skeleton';
import styles from './desk.module.css';
import { isIdle, NobodyWorks } from './NobodyWorks';
import type { View } from './place';
import { PrintSheet } from './PrintSheet';
import type { Filter } from './Toolbar';
import type { Day } from './useDay';
import { useMedia } from './useMedia';

interface Props {
  day: Day;
  view: View;
  filter: Filter;
  pinned: ReadonlySet<string>;
  mover: Mover;
  goToDay: (date: string) => void;
}

export function DayView({ day, view, filter, pinned, mover, goToDay }: Props) {
  const { board, rows } = day;
  const list = useEntries(rows, { ...filter, pinned });
  const printing = useMedia('print');
  if (day.sites.isError) return <Failure error={day.sites.error} retry={() => void day.sites.refetch()} />;
  if (day.sites.data?.length === 0) {
    return <p className={styles.empty}><strong>No sites yet.</strong> An administrator adds sites, services and people, or imports them; then the day appears here.</p>;
  }
  if (board.isError && !board.data) return <Failure error={board.error} retry={() => void board.refetch()} />;
  if (!board.data) return <Skeleton label="Opening the day" />;
  if (list.length === 0) {
    return rows.size === 0
      ? <p className={styles.empty}><strong>Nobody works at this site yet.</strong> Add practitioners, rooms and devices, and their hours.</p>
      : <p className={styles.empty}><strong>Nothing has that name or skill.</strong> Take a letter away, or show every kind.</p>;
  }
  if (printing) return <PrintSheet rows={rows} />;
  if (day.zoom !== 'week' && day.site && !board.isPlaceholderData && isIdle(rows)) {
    return <NobodyWorks site={day.site.id} date={day.date} today={day.today} goToDay={goToDay} />;
  }
  if (view === 'list') return <DayList groups={groupRows(rows.values(), { ...filter, pinned })} />;
  if (day.zoom === 'week') {
    return <WeekBoard board={board.data} rows={rows} list={list} pinned={pinned} date={day.date} goToDay={goToDay} />;
  }
  return (
    <DayBoard board={board.data} rows={rows} list={list} pinned={pinned} zoom={day.zoom} visitTypes={day.visitTypes.data}
      mover={mover} goToDay={goToDay} />
  );
}
