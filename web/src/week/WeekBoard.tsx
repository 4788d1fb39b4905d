/** The week: a row for each resource, a cell for each of its days. Single visits are for the day, one press away. */
import { useMemo } from 'react';
import type { Board } from '../api/wire';
import { dayWindows } from '../board/geometry/dayWindows';
import type { Entry } from '../board/groups';
import { NameCell } from '../board/NameCell';
import { spanOf, type Row } from '../board/rows';
import { isVisit } from '../board/status';
import { useDirection } from '../shell/direction';
import { useMinute } from '../shell/useNow';
import { dayInShort, plural } from '../time/speech';
import { dateAt, foreignZone } from '../time/zone';
import { DayCell } from './DayCell';
import { useCells } from './useCells';
import styles from './week.module.css';

const DAYS = 7;

interface Props {
  board: Board;
  rows: ReadonlyMap<string, Row>;
  list: readonly Entry[];
  pinned: ReadonlySet<string>;
  /** The day that was looked at before, where the focus begins. */
  date: string;
  goToDay: (date: string) => void;
}

function useDays(board: Board, rows: ReadonlyMap<string, Row>) {
  return useMemo(() => {
    const used = [...rows.values()].flatMap((row) => [...row.working, ...row.parts, ...row.resource.sessions.map(spanOf)]);
    return dayWindows(board.date, DAYS, used, board.zone);
  }, [board, rows]);
}

/** Visits of the site by day. */
function useCounts(board: Board): ReadonlyMap<string, number> {
  return useMemo(() => {
    const counts = new Map<string, number>();
    for (const { status, start } of board.appointments) {
      if (!isVisit(status) || status === 'pending' || !start) continue;
      const date = dateAt(Date.parse(start), board.zone);
      counts.set(date, (counts.get(date) ?? 0) + 1);
    }
    return counts;
  }, [board]);
}

export function WeekBoard({ board, rows, list, pinned, date, goToDay }: Props) {
  const days = useDays(board, rows);
  const counts = useCounts(board);
  const today = dateAt(useMinute(), board.zone);
  const rightToLeft = useDirection() === 'rtl';
  const zoneNote = foreignZone(Date.parse(board.from), board.zone);
  const { grid, ...cells } = useCells(
    list.flatMap((entry) => (entry.type === 'row' ? [entry.row.resource.id] : [])), days.map((day) => day.date), date,
  );
  return (
    <div ref={grid} className={styles.week} role="grid" aria-label="Week" aria-readonly="true" aria-rowcount={list.length + 1}
      onFocus={cells.onFocus} onKeyDown={cells.onKeyDown}>
      <div role="row" aria-rowindex={1} className={styles.head}>
        <div role="columnheader" className={styles.corner}>
          <span>Resource</span>
          {zoneNote && <span className={styles.zone}>{zoneNote}</span>}
        </div>
        {days.map((day) => (
          <div key={day.date} role="columnheader" className={styles.column} data-today={day.date === today || undefined}>
            <button type="button" onClick={() => goToDay(day.date)}>{dayInShort(day.date)}</button>
            <span>{[day.date === today ? 'Today' : '', (counts.get(day.date) ?? 0) === 0 ? 'no visits' : plural(counts.get(day.date) ?? 0, 'visit')].filter(Boolean).join(' · ')}</span>
          </div>
        ))}
      </div>
      {list.map((entry, index) => (entry.type === 'group' ? (
        <div key={entry.title} role="row" aria-rowindex={index + 2} className={styles.group}>
          <div role="rowheader" className={styles.kind}>{entry.title} <span>{entry.count}</span></div>
        </div>
      ) : (
        <div key={entry.row.resource.id} role="row" aria-rowindex={index + 2} className={styles.row}>
          <NameCell row={entry.row} pinned={pinned.has(entry.row.resource.id)} />
          {days.map((day) => (
            <DayCell key={day.date} row={entry.row} day={day} today={day.date === today} rightToLeft={rightToLeft} goToDay={goToDay}
              focusable={cells.row === entry.row.resource.id && cells.date === day.date} />
          ))}
        </div>
      )))}
    </div>
  );
}
