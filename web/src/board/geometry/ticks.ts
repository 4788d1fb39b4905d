/** The ruler's marks: found by walking real time, so a skipped hour is missing and a repeated one comes twice. */
import { clock, minuteOfDay, MINUTE } from '../../time/zone';
import type { Timeline } from './timeline';

export interface Tick { instant: number; x: number; label: string; weight: 'hour' | 'part' }

const STEPS = [15, 30, 60, 120, 180, 240, 360];
const ROOM_FOR_LABEL = 52;
const LEAST_ROOM_FOR_LABEL = 40;

/** The finest labelled step that leaves room for its labels. */
export function labelStep(pxPerMinute: number): number {
  return STEPS.find((step) => step * pxPerMinute >= ROOM_FOR_LABEL) ?? 720;
}

/** Lines stand at every label, and at half hours between hours that are far apart. */
function lineStep(labels: number, pxPerMinute: number): number {
  return labels === 60 && pxPerMinute * 30 >= ROOM_FOR_LABEL ? 30 : labels;
}

export function ticks(timeline: Timeline, zone: string): Tick[] {
  const step = labelStep(timeline.pxPerMinute);
  const line = lineStep(step, timeline.pxPerMinute);
  const marks: Tick[] = [];
  for (const stretch of timeline.stretches) {
    for (let instant = stretch.start; instant < stretch.end; instant += 15 * MINUTE) {
      const minute = minuteOfDay(instant, zone);
      const labelled = minute % step === 0;
      if (!labelled && minute % line !== 0) continue;
      const x = stretch.x + ((instant - stretch.start) / MINUTE) * timeline.pxPerMinute;
      // At the end of a day the next one's first label may stand close by.
      const fits = stretch.x + stretch.width - x >= LEAST_ROOM_FOR_LABEL;
      marks.push({ instant, x, label: labelled && fits ? clock(instant, zone) : '', weight: minute % 60 === 0 ? 'hour' : 'part' });
    }
  }
  return marks;
}
