/** What changes rarely: the organisation, its sites and its visit types. */
import { useQuery } from '@tanstack/react-query';
import { bodyOf, client } from './client';
import type { VisitType } from './wire';

export const CATALOGUE = ['catalogue'];

interface Page<T> { items: T[]; next_cursor: string | null }
type Query = { limit: number; cursor?: string };

export async function all<T>(page: (query: Query) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const next: Page<T> = await page(cursor === null ? { limit: 500 } : { limit: 500, cursor });
    items.push(...next.items);
    cursor = next.next_cursor;
  } while (cursor !== null);
  return items;
}

export function useOrganisation() {
  return useQuery({
    queryKey: [...CATALOGUE, 'organisation'],
    queryFn: () => bodyOf(client.GET('/v1/organisation')),
    staleTime: Infinity,
  });
}

export function useSites() {
  return useQuery({
    queryKey: [...CATALOGUE, 'sites'],
    queryFn: () => all((query) => bodyOf(client.GET('/v1/sites', { params: { query } }))),
    staleTime: Infinity,
  });
}

export function useVisitTypes() {
  return useQuery({
    queryKey: [...CATALOGUE, 'visit-types'],
    queryFn: () => all((query) => bodyOf(client.GET('/v1/visit-types', { params: { query } }))),
    staleTime: Infinity,
    select: byId,
  });
}

function byId(list: VisitType[]): ReadonlyMap<string, VisitType> {
  return new Map(list.map((each) => [each.id, each]));
}
