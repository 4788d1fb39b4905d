/** Finding, holding, booking, moving and cancelling. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { BOARD } from './board';
import { bodyOf, client, KEYED } from './client';
import { asProblem } from './problem';
import type { ActualTimes, Appointment, GivenReason, NewHold, OpeningSearch, Status } from './wire';

export const LEASE_SECONDS = 300;

export function useOpenings(search: OpeningSearch | undefined) {
  return useQuery({
    queryKey: ['openings', search],
    queryFn: () => bodyOf(client.POST('/v1/openings/search', { body: search as OpeningSearch })),
    enabled: search !== undefined,
    retry: false,
    staleTime: 10_000,
  });
}

export function useAppointment(id: string) {
  return useQuery({
    queryKey: ['appointment', id],
    queryFn: () => bodyOf(client.GET('/v1/appointments/{id}', { params: { path: { id } } })),
  });
}

/** A write whose success shows on the board at once. Lost answers are retried under the same key. */
function useWrite<V, T>(write: (variables: V) => Promise<T>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    retry: (count, error) => count < 2 && [0, 503].includes(asProblem(error).status),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: BOARD });
      void queries.invalidateQueries({ queryKey: ['appointment'] });
      void queries.invalidateQueries({ queryKey: ['openings'] });
    },
  });
}

/** Path and precondition of a change to an appointment that the reader has seen. */
function seen(appointment: Appointment) {
  return { path: { id: appointment.id }, header: { ...KEYED, 'If-Match': `"${appointment.revision}"` } };
}

export function usePlaceHold() {
  return useWrite((body: NewHold) => bodyOf(client.POST('/v1/holds', { params: { header: KEYED }, body })));
}

export interface Held { id: string; fence: number }

export function useConfirmHold() {
  return useWrite(({ id, fence }: Held) =>
    bodyOf(client.POST('/v1/holds/{id}/confirm', { params: { path: { id }, header: KEYED }, body: { fence } })));
}

export function useRenewHold() {
  return useWrite(({ id, fence }: Held) =>
    bodyOf(client.POST('/v1/holds/{id}/renew', { params: { path: { id }, header: KEYED }, body: { fence, lease_seconds: LEASE_SECONDS } })));
}

export function useReleaseHold() {
  return useWrite(({ id, fence }: Held) => client.DELETE('/v1/holds/{id}', { params: { path: { id }, query: { fence }, header: KEYED } }));
}

export interface Rescheduling {
  appointment: Appointment;
  start: number;
  resources: Record<string, string>;
  anyResource: boolean;
}

export function useReschedule() {
  return useWrite(({ appointment, start, resources, anyResource }: Rescheduling) =>
    bodyOf(client.POST('/v1/appointments/{id}/reschedule', {
      params: seen(appointment),
      body: { start: new Date(start).toISOString(), resources, any_resource: anyResource },
    })));
}

export function useCancel() {
  return useWrite(({ appointment, reason }: { appointment: Appointment; reason: GivenReason }) =>
    bodyOf(client.POST('/v1/appointments/{id}/cancel', { params: seen(appointment), body: { reason } })));
}

export function useAdvance() {
  return useWrite(({ appointment, to, actual }: { appointment: Appointment; to: Status; actual?: ActualTimes | undefined }) =>
    bodyOf(client.POST('/v1/appointments/{id}/status', { params: seen(appointment), body: { to, ...(actual && { actual }) } })));
}
