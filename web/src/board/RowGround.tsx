/** Under the visits of a row: closed time hatched, working time light, sessions named, slots kept, blocks marked, lateness. */
import { memo, useMemo } from 'react';
import { clock } from '../time/zone';
import { useScene } from './BoardContext';
import styles from './rowGround.module.css';
import { minus, type Span } from './geometry/spans';
import { toX, type Timeline } from './geometry/timeline';
import { keptInWords, keptSlots, type KeptSlot } from './keptSlots';
import { spanOf, type Part, type Row } from './rows';
import { bookedHeight, laneHeight, laneTop, stripHeight } from './sizes';
import { isHere } from './status';

function place(timeline: Timeline, span: { start: number; end: number }): { insetInlineStart: number; width: number } {
  const start = toX(timeline, span.start);
  return { insetInlineStart: start, width: toX(timeline, span.end) - start };
}

/** So much bare room a letter needs, in pixels. */
const LETTER = 16;

/** Where a slot's letter stands: at the start of the longest time in it that no visit covers; nowhere if that is too short. */
function letterAt(slot: Span, row: Row, timeline: Timeline): number | undefined {
  const [bare] = minus([slot], row.parts).toSorted((a, b) => (b.end - b.start) - (a.end - a.start));
  if (!bare || toX(timeline, bare.end) - toX(timeline, bare.start) < LETTER) return undefined;
  return toX(timeline, bare.start) - toX(timeline, slot.start) + 4;
}

function Slot({ slot, row, timeline, top }: { slot: KeptSlot; row: Row; timeline: Timeline; top: number }) {
  const letter = letterAt(slot, row, timeline);
  return (
    <div aria-hidden="true" className={styles.slot} data-kind={slot.kind} style={{ ...place(timeline, slot), top, height: bookedHeight(row) - top - 2 }}>
      {letter !== undefined && <span style={{ insetInlineStart: letter }}>{slot.kind}</span>}
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
  const top = stripHeight(row) + 2;
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
