/** One resource's row: its name, its ground, its visits and its free time. */
import { memo } from 'react';
import { useScene } from './BoardContext';
import styles from './boardRow.module.css';
import { Card } from './Card';
import { FreeTime } from './FreeTime';
import { overlaps, type Span } from './geometry/spans';
import type { Timeline } from './geometry/timeline';
import { stopsOf } from './neighbours';
import { NameCell } from './NameCell';
import type { Row } from './rows';
import { RowGround } from './RowGround';
import { bookedHeight, CANCELLED_LANE, cancelledTop, isLong, laneHeight, laneTop, rowHeight, stripHeight } from './sizes';

interface Props {
  row: Row;
  index: number;
  top: number;
  timeline: Timeline;
  /** The time in sight and some around it. */
  inSight: Span;
  /** How far down the row is in sight, in pixels from its top; endless for rows that are not long. */
  depth: { top: number; bottom: number };
  now: number;
  /** Key of this row's stop that the Tab key reaches, if it is in this row. */
  tabStop: string | null;
  pinned: boolean;
}

export const BoardRow = memo(function BoardRow({ row, index, top, timeline, inSight, depth, now, tabStop, pinned }: Props) {
  const { mayBook, movingId } = useScene();
  const free = stopsOf(row, now, mayBook).filter((stop) => stop.free);
  // A card that a finger holds must stay, or the browser no longer says where the finger is.
  const drawn = (each: Span & { key: string }): boolean =>
    overlaps(each, inSight) || each.key === tabStop || (movingId !== null && each.key.startsWith(`${movingId}/`));
  const inDepth = (y: number, key: string): boolean => (y >= depth.top && y <= depth.bottom) || key === tabStop;
  const groundTop = stripHeight(row);
  return (
    <div role="row" aria-rowindex={index} className={styles.row} style={{ top, height: rowHeight(row) }}
      data-row={row.resource.id} data-long={isLong(row) || undefined}>
      <NameCell row={row} pinned={pinned} />
      <div role="gridcell" className={styles.time} style={{ width: timeline.width }}>
        <RowGround row={row} timeline={timeline} now={now} />
        {free.filter(drawn).map((stop) => (
          <FreeTime key={stop.key} span={stop} stop={`${row.resource.id} ${stop.key}`} resource={row.resource.id}
            timeline={timeline} top={groundTop + 2} height={bookedHeight(row) - groundTop - 4} focusable={stop.key === tabStop} />
        ))}
        {row.parts.filter((part) => drawn(part) && inDepth(laneTop(row, part.lane), part.key)).map((part) => (
          <Card key={part.key} part={part} timeline={timeline} top={laneTop(row, part.lane)} height={laneHeight(row)}
            focusable={part.key === tabStop} />
        ))}
        {row.cancelled.filter((part) => drawn(part) && inDepth(cancelledTop(row, part.lane), part.key)).map((part) => (
          <Card key={part.key} part={part} timeline={timeline} top={cancelledTop(row, part.lane)} height={CANCELLED_LANE}
            focusable={part.key === tabStop} />
        ))}
      </div>
    </div>
  );
});
