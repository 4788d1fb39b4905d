/** Where the visit would be: one ghost for each part, marked where it would break something. */
import { toX, type Timeline } from '../board/geometry/timeline';
import type { Stack } from '../board/geometry/stack';
import type { Entry } from '../board/groups';
import { bookedHeight, laneTop } from '../board/sizes';
import { clock } from '../time/zone';
import styles from './ghosts.module.css';
import { proposedSegments } from './proposal';
import type { Mover } from './useMove';

/** In less the time stands beside the ghost. */
const ROOM_FOR_TIME = 44;

interface Props { mover: Mover; list: readonly Entry[]; stack: Stack; timeline: Timeline; zone: string }

export function Ghosts({ mover, list, stack, timeline, zone }: Props) {
  const { move, breaks } = mover;
  if (!move || move.outside) return null;
  return (
    <div className={styles.layer} aria-hidden="true" data-by={move.by} style={{ width: timeline.width, height: stack.height }}>
      <div className={styles.line} style={{ insetInlineStart: toX(timeline, move.proposal.start) }} />
      {proposedSegments(move.proposal).map((segment) => {
        const index = list.findIndex((entry) => entry.type === 'row' && entry.row.resource.id === segment.resource);
        const entry = list[index];
        if (entry?.type !== 'row') return null;
        const top = (stack.tops[index] ?? 0) + laneTop(entry.row, 0);
        const from = toX(timeline, segment.start);
        const bad = breaks.some((each) => each.resource === segment.resource || each.resource === undefined);
        return (
          <div key={`${segment.role}${segment.start}`} className={styles.ghost} data-bad={bad || undefined}
            style={{ insetInlineStart: from, top, width: toX(timeline, segment.end) - from, height: bookedHeight(entry.row) - laneTop(entry.row, 0) - 5 }}>
            <span className={styles.time} data-beside={toX(timeline, segment.end) - from < ROOM_FOR_TIME || undefined}>{clock(segment.start, zone)}</span>
          </div>
        );
      })}
    </div>
  );
}
