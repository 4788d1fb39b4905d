/** What is expected of a day's appointments; asked for only by those who may see it. */
import { useQuery } from '@tanstack/react-query';
import { bodyOf, client } from './client';
import type { Risk, Risks } from './modelWire';

export const RISKS = ['risks'];

function byAppointment({ risks }: Risks): ReadonlyMap<string, Risk> {
  return new Map(risks.map((risk) => [risk.appointment, risk]));
}

/** The board stands without them: what cannot be read is tried again later and nothing is said of it. */
export function useRisks(site: string | undefined, date: string, allowed: boolean) {
  return useQuery({
    queryKey: [...RISKS, site, date],
    queryFn: ({ signal }) => bodyOf(client.GET('/v1/risks', { params: { query: { site: site ?? '', date } }, signal })),
    enabled: allowed && site !== undefined,
    staleTime: 60_000,
    refetchInterval: 300_000,
    retry: 1,
    select: byAppointment,
  });
}

export function useForecast(id: string, allowed: boolean) {
  return useQuery({
    queryKey: [...RISKS, 'forecast', id],
    queryFn: ({ signal }) => bodyOf(client.GET('/v1/appointments/{id}/forecast', { params: { path: { id } }, signal })),
    enabled: allowed,
    staleTime: 60_000,
    retry: 1,
  });
}
