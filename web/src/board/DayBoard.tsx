/** The day board: resources down, time across. */
import { useCallback, useMemo, useRef, type KeyboardEvent } from 'react';
import type { Board, VisitType } from '../api/wire';
import { onMoveKey } from '../move/keys';
import { Ghosts } from '../move/Ghosts';
import { useDrag } from '../move/useDrag';
import type { Mover } from '../move/useMove';
import { useMinute } from '../shell/useNow';
import { foreignZone } from '../time/zone';
import { useScene } from './BoardContext';
import { BoardRow } from './BoardRow';
import styles from './dayBoard.module.css';
import { flowOf, scrollAcrossTo, scrolledAcross } from './geometry/flow';
import { rowsBetween } from './geometry/stack';
import { toInstant, toX } from './geometry/timeline';
import type { Zoom } from './geometry/zoom';
import type { Entry } from './groups';
import type { Stop } from './neighbours';
import { Ruler } from './Ruler';
import type { Row } from './rows';
import { depthInSight, entryHeight, nameWidth, RULER } from './sizes';
import { canMove } from './status';
import { NowLine, TimeLines } from './TimeLines';
import { useStack, useTimeline } from './useBoardLayout';
import { useKeepPlace } from './useKeepPlace';
import { useRoving } from './useRoving';
import { BEYOND, useViewport } from './useViewport';

interface Props {
  board: Board;
  rows: ReadonlyMap<string, Row>;
  list: readonly Entry[];
  pinned: ReadonlySet<string>;
  zoom: Zoom;
  visitTypes: ReadonlyMap<string, VisitType> | undefined;
  mover: Mover;
  goToDay: (date: string) => void;
}

function firstVisit(rows: ReadonlyMap<string, Row>): number | undefined {
  const starts = [...rows.values()].flatMap((row) => row.parts.slice(0, 1).map((part) => part.start));
  return starts.length === 0 ? undefined : Math.min(...starts);
}

export function DayBoard({ board, rows, list, pinned, zoom, visitTypes, mover, goToDay }: Props) {
  const scene = useScene();
  const scroller = useRef<HTMLDivElement>(null);
  const now = useMinute();
  const sight = useViewport(scroller);
  const names = nameWidth(sight.width);
  const { timeline, marks } = useTimeline(board, rows, zoom, Math.max(0, sight.width - names));
  const stack = useStack(list);
  useKeepPlace(scroller, timeline, names, board.date, board.zone, firstVisit(rows));

  const reveal = useCallback((stop: Stop) => {
    const element = scroller.current;
    const index = list.findIndex((entry) => entry.type === 'row' && entry.row.resource.id === stop.row);
    const entry = list[index];
    if (!element || !entry) return;
    const top = stack.tops[index] ?? 0;
    const flow = flowOf(element);
    const start = toX(timeline, stop.start);
    const scrolled = scrolledAcross(element);
    const room = { across: element.clientWidth - names, down: element.clientHeight - RULER };
    if (top < element.scrollTop) element.scrollTop = top;
    if (top + entryHeight(entry) > element.scrollTop + room.down) element.scrollTop = top + entryHeight(entry) - room.down;
    if (start < scrolled) scrollAcrossTo(element, start - 24, flow);
    if (Math.min(toX(timeline, stop.end), start + 120) > scrolled + room.across) scrollAcrossTo(element, start - room.across + 144, flow);
  }, [list, stack, timeline, names]);

  const roving = useRoving({ scroller, list, now, mayBook: scene.mayBook, reveal });
  const drag = useDrag({
    scroller, timeline, rows, list, stack, names, ruler: RULER, zone: board.zone, mayBook: scene.mayBook, visitTypes, mover,
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (mover.move) {
      const visitType = visitTypes?.get(mover.move.proposal.appointment.visit_type);
      return onMoveKey(event, { mover, list, visitType, zone: board.zone });
    }
    const row = roving.current && rows.get(roving.current.row);
    if (event.key === 'm' && row && scene.mayBook) {
      const part = row.parts.find((each) => each.key === roving.current?.key);
      if (part && canMove(part.appointment.status)) scene.startMove(part.appointment, part);
    }
    if (event.key === 'p' && row) scene.pin(row.resource.id);
    if (event.key === 'o' && row) scroller.current?.querySelector<HTMLElement>(`[data-outlook="${CSS.escape(row.resource.id)}"]`)?.click();
    roving.onKeyDown(event);
  };

  const inSight = useMemo(() => ({
    start: toInstant(timeline, sight.across - BEYOND.across),
    end: toInstant(timeline, sight.across + sight.width + BEYOND.across) + 1,
  }), [timeline, sight.across, sight.width]);
  const [from, until] = [sight.top - BEYOND.down, sight.top + sight.height + BEYOND.down];
  const { first, after } = rowsBetween(stack, from, until);
  const drawn = list.map((entry, index) => ({ entry, index })).filter(({ entry, index }) =>
    (index >= first && index < after) || (entry.type === 'row' && entry.row.resource.id === roving.current?.row));

  return (
    <div ref={scroller} className={styles.board} role="grid" aria-label="Day board" aria-rowcount={list.length + 1}
      aria-readonly="true" data-moving={mover.move?.by} style={{ '--names': `${names}px` } as React.CSSProperties}
      onKeyDown={onKeyDown} onFocus={roving.onFocus} {...drag}>
      <Ruler timeline={timeline} marks={marks} zone={board.zone} zoneNote={foreignZone(Date.parse(board.from), board.zone)} goToDay={goToDay} />
      <div role="rowgroup" className={styles.body} style={{ width: names + timeline.width, height: stack.height }}>
        <TimeLines marks={marks} timeline={timeline} height={stack.height} />
        {drawn.map(({ entry, index }) => (entry.type === 'group' ? (
          <div key={entry.title} role="row" aria-rowindex={index + 2} className={styles.group} style={{ top: stack.tops[index] }}>
            <div role="rowheader" className={styles.kind}>{entry.title} <span>{entry.count}</span></div>
          </div>
        ) : (
          <BoardRow key={entry.row.resource.id} row={entry.row} index={index + 2} top={stack.tops[index] ?? 0}
            timeline={timeline} inSight={inSight} depth={depthInSight(entry.row, stack.tops[index] ?? 0, from, until)} now={now} pinned={pinned.has(entry.row.resource.id)}
            tabStop={roving.current?.row === entry.row.resource.id ? roving.current.key : null} />
        )))}
        <NowLine timeline={timeline} height={stack.height} />
        <Ghosts mover={mover} list={list} stack={stack} timeline={timeline} zone={board.zone} />
      </div>
    </div>
  );
}
