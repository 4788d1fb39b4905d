/** The board's measures in pixels. */
import type { Entry } from './groups';
import type { Row } from './rows';

export const RULER = 44;
export const GROUP = 32;
const PAD = 5;
const STRIP = 18;
const SLOT_STRIP = 15;
const LANE = 42;
const NARROW_LANE = 24;
/** Cancelled visits have one line; still high enough for a finger. */
export const CANCELLED_LANE = 26;
/** From this many lanes on, cards have one line only. */
const MANY_LANES = 3;

export function laneHeight(row: Row): number {
  return row.laneCount >= MANY_LANES ? NARROW_LANE : LANE;
}

/** Height of the strip that carries the names of sessions. */
export function sessionStripHeight(row: Row): number {
  return row.resource.sessions.length > 0 ? STRIP : 0;
}

/** Height of all that stands above the visits: the sessions' names and the letters of kept slots, which no visit may cover. */
export function stripHeight(row: Row): number {
  return sessionStripHeight(row) + (row.keeps ? SLOT_STRIP : 0);
}

export function laneTop(row: Row, lane: number): number {
  return PAD + stripHeight(row) + lane * laneHeight(row);
}

/** Height of the part of a row where time can be booked: all above the cancelled visits. */
export function bookedHeight(row: Row): number {
  return laneTop(row, row.laneCount) + PAD;
}

export function cancelledTop(row: Row, lane: number): number {
  return laneTop(row, row.laneCount) + lane * CANCELLED_LANE;
}

export function rowHeight(row: Row): number {
  return row.cancelledLanes === 0 ? bookedHeight(row) : cancelledTop(row, row.cancelledLanes) + PAD;
}

export function entryHeight(entry: Entry): number {
  return entry.type === 'group' ? GROUP : rowHeight(entry.row);
}

const LONG_ROW = 1600;
const ENDLESS = { top: -Infinity, bottom: Infinity };

export function isLong(row: Row): boolean {
  return rowHeight(row) > LONG_ROW;
}

/** What of a row is drawn between two heights of the board, in coarse steps. Only long rows are cut. */
export function depthInSight(row: Row, top: number, from: number, until: number): { top: number; bottom: number } {
  return isLong(row) ? { top: from - top, bottom: until - top } : ENDLESS;
}

/** Width of the column of names: narrower where the screen is. */
export function nameWidth(boardWidth: number): number {
  if (boardWidth < 640) return 148;
  return boardWidth < 900 ? 184 : 208;
}
