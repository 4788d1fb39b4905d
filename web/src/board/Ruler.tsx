/** Time across the top: days where there are several, and the hours. */
import { memo } from 'react';
import { dayInShort } from '../time/speech';
import type { Tick } from './geometry/ticks';
import type { Timeline } from './geometry/timeline';
import { NowMark } from './TimeLines';
import styles from './ruler.module.css';

interface Props { timeline: Timeline; marks: readonly Tick[]; zone: string; zoneNote: string; goToDay: (date: string) => void }

export const Ruler = memo(function Ruler({ timeline, marks, zone, zoneNote, goToDay }: Props) {
  const many = timeline.stretches.length > 1;
  return (
    <div role="row" aria-rowindex={1} className={styles.ruler}>
      <div role="columnheader" className={styles.corner}>
        <span>Resource</span>
        {zoneNote && <span className={styles.zone}>{zoneNote}</span>}
      </div>
      <div role="columnheader" className={styles.times} style={{ width: timeline.width }}>
        <span className="unseen">Time</span>
        {many && timeline.stretches.map((stretch) => (
          <button key={stretch.date} type="button" className={styles.day} onClick={() => goToDay(stretch.date)}
            style={{ insetInlineStart: stretch.x, width: stretch.width }}>{dayInShort(stretch.date)}</button>
        ))}
        {marks.filter((mark) => mark.label).map((mark) => (
          <span key={mark.instant} aria-hidden="true" className={styles.mark} data-low={many || undefined}
            style={{ insetInlineStart: mark.x }}>{mark.label}</span>
        ))}
        <NowMark timeline={timeline} zone={zone} />
      </div>
    </div>
  );
});
