/** How many will ask for each service, as of now. */
import { useQuery } from '@tanstack/react-query';
import { all, CATALOGUE } from './catalogue';
import { bodyOf, client } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

export type DemandAnswer = Schemas['DemandAnswer'];
export type DemandForecast = Schemas['DemandForecast'];

/** What is expected of the next minutes is old after one. */
const FRESH_MS = 60_000;

/**
 * Of every service and site, asked for again each minute while somebody looks. Asked of one site only, the answer would also
 * guess at services that are not offered there.
 */
export function useDemand() {
  return useQuery({
    queryKey: ['demand'],
    queryFn: ({ signal }) => bodyOf(client.POST('/v1/predict-demand', { body: {}, signal })),
    staleTime: FRESH_MS / 2,
    refetchInterval: FRESH_MS,
  });
}

export function useServiceNames() {
  return useQuery({
    queryKey: [...CATALOGUE, 'services'],
    queryFn: () => all((query) => bodyOf(client.GET('/v1/services', { params: { query } }))),
    staleTime: Infinity,
    select: (list): ReadonlyMap<string, string> => new Map(list.map(({ id, name }) => [id, name])),
  });
}
