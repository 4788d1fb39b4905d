/** The next day on which somebody works at a site. */
import { addDays } from '../time/civil';
import { dateAt } from '../time/zone';
import { bodyOf, client } from './client';
import type { Board } from './wire';

/** As many days as one board may show, so often. */
const DAYS = 14;
const TIMES = 4;

/** The first of the board's days on which a resource has working time. */
export function firstWorkingDay(board: Pick<Board, 'from' | 'zone' | 'resources'>): string | undefined {
  const starts = board.resources.flatMap((resource) => resource.working.map((span) => span.start));
  // Time that began the night before belongs to the board's first day too.
  const dates = starts.map((start) => dateAt(Math.max(Date.parse(start), Date.parse(board.from)), board.zone));
  return dates.toSorted()[0];
}

/** The first working day after the date, or none within eight weeks. */
export async function nextWorkingDay(site: string, date: string): Promise<string | undefined> {
  for (let time = 0; time < TIMES; time += 1) {
    const query = { site, date: addDays(date, 1 + time * DAYS), days: DAYS, cancelled: false };
    // Nearly every search ends with the first fortnight.
    // oxlint-disable-next-line no-await-in-loop
    const found = firstWorkingDay(await bodyOf(client.GET('/v1/board', { params: { query } })));
    if (found !== undefined) return found;
  }
  return undefined;
}
