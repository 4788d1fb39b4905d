/** Where everything on the board lies. */
import { useMemo } from 'react';
import type { Board } from '../api/wire';
import { dayWindows } from './geometry/dayWindows';
import { stack } from './geometry/stack';
import { ticks } from './geometry/ticks';
import { layOut } from './geometry/timeline';
import { daysOf, pixelsPerMinute, type Zoom } from './geometry/zoom';
import type { Entry } from './groups';
import { spanOf, type Row } from './rows';
import { entryHeight } from './sizes';

export function useTimeline(board: Board, rows: ReadonlyMap<string, Row>, zoom: Zoom, width: number) {
  const days = useMemo(() => {
    const used = [...rows.values()].flatMap((row) => [...row.working, ...row.parts, ...row.cancelled]);
    const sessions = board.resources.flatMap((resource) => [...resource.sessions, ...resource.slots].map(spanOf));
    return dayWindows(board.date, daysOf(zoom), [...used, ...sessions], board.zone);
  }, [board, rows, zoom]);
  // The windows seldom change when the data does: keep the timeline, and so every card, where it is.
  const shape = days.map((day) => `${day.start}-${day.end}`).join(' ');
  const timeline = useMemo(() => layOut(days, pixelsPerMinute(zoom, days, width)),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [shape, zoom, width]);
  const marks = useMemo(() => ticks(timeline, board.zone), [timeline, board.zone]);
  return { timeline, marks };
}

export function useStack(list: readonly Entry[]) {
  return useMemo(() => stack(list.map(entryHeight)), [list]);
}
