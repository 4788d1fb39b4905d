/** How a day's sessions will go; asked for only by those who may see it. */
import { useQuery } from '@tanstack/react-query';
import { bodyOf, client } from './client';
import { whileBusy } from './patience';
import type { components } from './schema';

type Schemas = components['schemas'];

export type Estimate = Schemas['Estimate'];
export type SessionOutlook = Schemas['SessionOutlook'];
export type SessionOutlooks = Schemas['SessionOutlooks'];

/** A whole day is simulated for the answer: it is not asked for at every booking. */
const FRESH_MS = 120_000;

/** The board stands without them: what cannot be read is tried again later and nothing is said of it. */
export function useSessionOutlooks(site: string | undefined, date: string, allowed: boolean) {
  return useQuery({
    queryKey: ['outlooks', site, date],
    queryFn: ({ signal }) => bodyOf(client.GET('/v1/session-outlook', { params: { query: { site: site ?? '', date } }, signal })),
    enabled: allowed && site !== undefined,
    staleTime: FRESH_MS,
    refetchInterval: FRESH_MS,
    retry: whileBusy,
  });
}
