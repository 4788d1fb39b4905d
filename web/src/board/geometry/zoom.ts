/** How much time fits across the board. */
import { MINUTE } from '../../time/zone';
import type { DayWindow } from './timeline';

export const ZOOMS = ['hour', 'half-day', 'day', 'week'] as const;
export type Zoom = (typeof ZOOMS)[number];
export const ZOOM_NAMES: Record<Zoom, string> = { hour: 'Hour', 'half-day': 'Half day', day: 'Day', week: 'Week' };

const MINUTES_ACROSS: Record<Zoom, number> = { hour: 60, 'half-day': 5 * 60, day: Infinity, week: Infinity };
/** Below this cards say nothing: a visit of twenty minutes should still tell its start. */
const LEAST: Record<Zoom, number> = { hour: 6, 'half-day': 3, day: 2.1, week: 0.16 };

export function daysOf(zoom: Zoom): number {
  return zoom === 'week' ? 7 : 1;
}

/** Pixels a minute such that the zoom's stretch of time fills the width, but never too small to read. */
export function pixelsPerMinute(zoom: Zoom, days: readonly DayWindow[], width: number): number {
  const shown = days.reduce((sum, day) => sum + (day.end - day.start) / MINUTE, 0);
  const across = Math.min(MINUTES_ACROSS[zoom], shown);
  const gaps = 8 * (days.length - 1);
  return Math.max(LEAST[zoom], (width - gaps) / Math.max(1, across));
}
