/** Hour lines over all rows, and the line of now. */
import { memo } from 'react';
import { clock } from '../time/zone';
import { useMinute } from '../shell/useNow';
import type { Tick } from './geometry/ticks';
import { shows, toX, type Timeline } from './geometry/timeline';
import styles from './timeLines.module.css';

export const TimeLines = memo(function TimeLines({ marks, timeline, height }: { marks: readonly Tick[]; timeline: Timeline; height: number }) {
  return (
    <div className={styles.lines} aria-hidden="true" style={{ width: timeline.width, height }}>
      {marks.map((mark) => <i key={mark.instant} data-weight={mark.weight} style={{ insetInlineStart: mark.x }} />)}
      {timeline.stretches.slice(1).map((stretch) => (
        <i key={stretch.date} data-weight="night" style={{ insetInlineStart: stretch.x - 8 }} />
      ))}
    </div>
  );
});

export function NowLine({ timeline, height }: { timeline: Timeline; height: number }) {
  const now = useMinute();
  if (!shows(timeline, now)) return null;
  return (
    <div className={styles.now} aria-hidden="true" style={{ insetInlineStart: `calc(var(--names) + ${toX(timeline, now)}px)`, height }} />
  );
}

/** The time of now, in the ruler. */
export function NowMark({ timeline, zone }: { timeline: Timeline; zone: string }) {
  const now = useMinute();
  if (!shows(timeline, now)) return null;
  const several = timeline.stretches.length > 1;
  return (
    <span className={styles.mark} aria-hidden="true" data-bare={several || undefined} style={{ insetInlineStart: toX(timeline, now) }}>
      {several ? '' : clock(now, zone)}
    </span>
  );
}
