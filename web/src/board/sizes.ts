/** The board's measures in pixels. */
import type { Entry } from './groups';
import type { Row } from './rows';

export const RULER = 44;
export const GROUP = 32;
const PAD = 5;
const STRIP = 18;
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
export function stripHeight(row: Row): number {
  return row.resource.sessions.length > 0 ? STRIP : 0;
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

/** Width of the column of names: narrower where the screen is. */
export function nameWidth(boardWidth: number): number {
  return boardWidth < 900 ? 148 : 208;
}
