/** Under the visits of a row: closed time hatched, working time light, sessions named, slots kept, blocks marked, lateness. */
import { memo, useMemo } from 'react';
import { clock } from '../time/zone';
import { useScene } from './BoardContext';
import styles from './rowGround.module.css';
import { toX, type Timeline } from './geometry/timeline';
import { keptInWords, keptSlots, type KeptSlot } from './keptSlots';
import { spanOf, type Part, type Row } from './rows';
import { bookedHeight, laneHeight, laneTop, sessionStripHeight } from './sizes';
import { isHere } from './status';

function place(timeline: Timeline, span: { start: number; end: number }): { insetInlineStart: number; width: number } {
  const start = toX(timeline, span.start);
  return { insetInlineStart: start, width: toX(timeline, span.end) - start };
}

/** So much room a letter needs, in pixels. */
const LETTER = 12;

/** A slot's letter stands in the strip above the visits. What lies outside the hours in sight is not drawn. */
function Slot({ slot, row, timeline, top }: { slot: KeptSlot; row: Row; timeline: Timeline; top: number }) {
  const at = place(timeline, slot);
  if (at.width <= 0) return null;
  return (
    <div aria-hidden="true" className={styles.slot} data-kind={slot.kind} style={{ ...at, top, height: bookedHeight(row) - top - 2 }}>
      {at.width >= LETTER && <span>{slot.kind}</span>}
    </div>
  );
}

/** A visit that should be over and is not: its shadow stretches to now. */
function isLate(part: Part, now: number): boolean {
  return isHere(part.appointment.status) && part.end < now;
}

export const RowGround = memo(function RowGround({ row, timeline, now }: { row: Row; timeline: Timeline; now: number }) {
  const { zone } = useScene();
  const kept = useMemo(() => keptSlots(row.resource, now), [row.resource, now]);
  const top = sessionStripHeight(row) + 2;
  return (
    <>
      {row.working.map((span) => <div key={span.start} className={styles.working} style={place(timeline, span)} />)}
      {row.resource.sessions.map((session) => (
        <div key={session.id} className={styles.session} style={place(timeline, spanOf(session))}
          title={session.placed_by_import ? 'Placed by the import: the source does not say when' : undefined}>
          <span className={styles.label}>{session.label}</span>
        </div>
      ))}
      {kept.length > 0 && <span className="unseen">{keptInWords(kept, zone)}</span>}
      {kept.map((slot) => <Slot key={`${slot.start} ${slot.kind}`} slot={slot} row={row} timeline={timeline} top={top} />)}
      {row.resource.blocks.map((block) => (
        <div key={block.id} className={styles.block} style={place(timeline, spanOf(block))}
          title={`${clock(spanOf(block).start, zone)} to ${clock(spanOf(block).end, zone)}: ${block.reason}`}>
          <span className={styles.label}>{block.reason}</span>
        </div>
      ))}
      {row.parts.filter((part) => isLate(part, now)).map((part) => (
        <div key={part.key} className={styles.late}
          style={{ ...place(timeline, { start: part.end, end: now }), top: laneTop(row, part.lane), height: laneHeight(row) - 2 }} />
      ))}
    </>
  );
});
