/** Time that nobody uses yet: one stop for the keyboard, any quarter hour of it for the pointer. */
import { memo, useState, type MouseEvent } from 'react';
import { spanInWords } from '../time/speech';
import { clock } from '../time/zone';
import { useScene } from './BoardContext';
import styles from './freeTime.module.css';
import { across, flowOf } from './geometry/flow';
import { snap } from './geometry/snap';
import type { Span } from './geometry/spans';
import { toInstant, toX, type Timeline } from './geometry/timeline';

const POINTED_MINUTES = 15;

interface Props {
  span: Span;
  stop: string;
  resource: string;
  timeline: Timeline;
  top: number;
  height: number;
  focusable: boolean;
}

export const FreeTime = memo(function FreeTime({ span, stop, resource, timeline, top, height, focusable }: Props) {
  const scene = useScene();
  const [pointed, setPointed] = useState<number | null>(null);
  const start = toX(timeline, span.start);
  const width = toX(timeline, span.end) - start;

  const at = (event: MouseEvent<HTMLElement>): number => {
    const x = across(event.clientX, event.currentTarget.getBoundingClientRect(), flowOf(event.currentTarget));
    const near = snap(toInstant(timeline, start + x) - (POINTED_MINUTES / 2) * 60_000, POINTED_MINUTES, scene.zone);
    return Math.min(Math.max(near, span.start), span.end);
  };

  return (
    <button type="button" className={styles.free} style={{ insetInlineStart: start, top, width, height }} data-stop={stop}
      tabIndex={focusable ? 0 : -1}
      onPointerMove={(event) => setPointed(at(event))} onPointerLeave={() => setPointed(null)}
      onClick={(event) => scene.find({ practitioner: resource, from: event.detail === 0 ? span.start : at(event) })}>
      <span className="unseen">{`Free, ${spanInWords(span.start, span.end, scene.zone)}, ${scene.names.resource(resource)}. Book here.`}</span>
      {pointed !== null && (
        <span aria-hidden="true" className={styles.hint} style={{ insetInlineStart: toX(timeline, pointed) - start }}>{clock(pointed, scene.zone)}</span>
      )}
    </button>
  );
});
