/** The board of a site, and the nearest other day that has visits. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { addDays } from '../time/civil';
import { dateAt, startOfDay } from '../time/zone';
import { bodyOf, client } from './client';

export const BOARD = ['board'];

export function useBoard(site: string | undefined, date: string, days: number) {
  return useQuery({
    queryKey: [...BOARD, site, date, days],
    queryFn: () => bodyOf(client.GET('/v1/board', { params: { query: { site: site ?? '', date, days } } })),
    enabled: site !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reaches that are searched one after another, in days. */
const REACHES = [7, 45, 400, 4000];

interface Search { site: string; zone: string; date: string; way: 1 | -1 }

async function visitDays(search: Search, near: number, far: number): Promise<string[]> {
  const [first, last] = search.way === 1 ? [near, far] : [-far + 1, -near + 1];
  const from = new Date(startOfDay(addDays(search.date, first), search.zone)).toISOString();
  const until = new Date(startOfDay(addDays(search.date, last), search.zone)).toISOString();
  const page = await bodyOf(client.GET('/v1/appointments', { params: { query: { from, until, limit: 500 } } }));
  const starts = page.items.flatMap((each) => (each.site === search.site && each.start ? [each.start] : []));
  return starts.map((start) => dateAt(Date.parse(start), search.zone)).toSorted();
}

/** The next (or last) day with visits at the site, or none within ten years. */
export async function nearestDayWithVisits(search: Search): Promise<string | undefined> {
  let near = 1;
  for (const reach of REACHES) {
    const days = await visitDays(search, near, reach);
    const found = search.way === 1 ? days[0] : days.at(-1);
    if (found !== undefined) return found;
    near = reach;
  }
  return undefined;
}
