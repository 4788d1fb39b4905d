/** The board of a site, and the nearest other day that has visits. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { isVisit } from '../board/status';
import { addDays } from '../time/civil';
import { dateAt, startOfDay } from '../time/zone';
import { bodyOf, client } from './client';

export const BOARD = ['board'];

export function useBoard(site: string | undefined, date: string, days: number, cancelled: boolean) {
  return useQuery({
    queryKey: [...BOARD, site, date, days, cancelled],
    // With the signal a request that a frozen server holds is given up for the next one.
    queryFn: ({ signal }) => bodyOf(client.GET('/v1/board', { params: { query: { site: site ?? '', date, days, cancelled } }, signal })),
    enabled: site !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reaches that are searched one after another, in days. */
const REACHES = [4, 15, 60, 400, 4000];

interface Search { site: string; zone: string; date: string; way: 1 | -1 }

/** The instants between which days `near` to `far - 1` lie, counted from the search's own day. */
function bounds({ way, date, zone }: Search, near: number, far: number): { from: string; until: string } {
  const [first, last] = way === 1 ? [near, far] : [1 - far, 1 - near];
  const midnight = (days: number): string => new Date(startOfDay(addDays(date, days), zone)).toISOString();
  return { from: midnight(first), until: midnight(last) };
}

/** A page lists visits by id, not by time: where it is full, the nearer half is looked at first. */
async function nearestWithin(search: Search, near: number, far: number): Promise<string | undefined> {
  const query = { ...bounds(search, near, far), limit: 500 };
  const page = await bodyOf(client.GET('/v1/appointments', { params: { query } }));
  if (page.next_cursor !== null && far - near > 1) {
    const middle = Math.floor((near + far) / 2);
    return await nearestWithin(search, near, middle) ?? await nearestWithin(search, middle, far);
  }
  const drawn = page.items.filter((each) => each.site === search.site && isVisit(each.status));
  const days = drawn.flatMap((each) => (each.start ? [dateAt(Date.parse(each.start), search.zone)] : [])).toSorted();
  return search.way === 1 ? days[0] : days.at(-1);
}

/** The next (or last) day with visits at the site, or none within ten years. */
export async function nearestDayWithVisits(search: Search): Promise<string | undefined> {
  let near = 1;
  for (const reach of REACHES) {
    // Nearer reaches come first, and most searches end with the first.
    // oxlint-disable-next-line no-await-in-loop
    const found = await nearestWithin(search, near, reach);
    if (found !== undefined) return found;
    near = reach;
  }
  return undefined;
}
