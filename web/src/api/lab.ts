/** Recorded service times, studies of sessions, and templates. Studies and comparisons change nothing. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { BOARD } from './board';
import { all } from './catalogue';
import { bodyOf, client, KEYED } from './client';
import { asProblem } from './problem';
import type { ComparisonRequest, NewSessionTemplate, SessionComparison, StudyRequest } from './wire';

export const TEMPLATES = ['session-templates'];

export function useServiceTimes() {
  return useQuery({
    queryKey: ['service-times'],
    queryFn: ({ signal }) => bodyOf(client.GET('/v1/service-times', { signal })),
    select: (body) => body.services,
    staleTime: 60_000,
  });
}

/** The study of the request; while another is made the one before stays in sight. */
export function useStudy(request: StudyRequest | undefined) {
  return useQuery({
    queryKey: ['session-study', request],
    queryFn: ({ signal }) => bodyOf(client.POST('/v1/session-studies', { body: request as StudyRequest, signal })),
    enabled: request !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    // A server studies one session at a time: others wait for their turn, for as long as a large study may take.
    retry: (count, error) => count < (isBusy(error) ? 60 : 3) && [0, 502, 503].includes(asProblem(error).status),
    retryDelay: (count, error) => (isBusy(error) ? 1_500 : 1_000 * 2 ** count),
  });
}

function isBusy(error: unknown): boolean {
  return asProblem(error).code === 'busy';
}

export interface Compared { cost: SessionComparison; wait: SessionComparison }

/** At the costs asked for, and once more with waiting alone, so that its difference has an interval as well. */
async function compare(body: ComparisonRequest): Promise<Compared> {
  const cost = await bodyOf(client.POST('/v1/session-comparisons', { body }));
  const waiting = { ...body, cost_wait: 1, cost_idle: 0, cost_overtime: 0 };
  return { cost, wait: await bodyOf(client.POST('/v1/session-comparisons', { body: waiting })) };
}

export function useComparison() {
  return useMutation({ mutationFn: compare, retry: (count, error) => count < 20 && isBusy(error), retryDelay: 1_500 });
}

export function useResources() {
  return useQuery({
    queryKey: ['catalogue', 'resources'],
    queryFn: () => all((query) => bodyOf(client.GET('/v1/resources', { params: { query } }))),
    staleTime: 60_000,
  });
}

export function useTemplates() {
  return useQuery({
    queryKey: TEMPLATES,
    queryFn: () => all((query) => bodyOf(client.GET('/v1/session-templates', { params: { query } }))),
  });
}

/** A write after which templates and boards are asked for again. Lost answers are retried under the same key. */
function useTemplateWrite<V, T>(write: (variables: V) => Promise<T>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    retry: (count, error) => count < 2 && [0, 503].includes(asProblem(error).status),
    onSettled: async () => {
      void queries.invalidateQueries({ queryKey: BOARD });
      await queries.invalidateQueries({ queryKey: TEMPLATES });
    },
  });
}

export function useProposeTemplate() {
  return useTemplateWrite((body: NewSessionTemplate) =>
    bodyOf(client.POST('/v1/session-templates', { params: { header: KEYED }, body })));
}

export type Decision =
  | { id: string; act: 'adopt'; reason: string; replaces?: string }
  | { id: string; act: 'decline' | 'retire'; reason: string }
  | { id: string; act: 'release'; reason: string; releaseDays: number };

function decide(decision: Decision) {
  const { id, reason } = decision;
  const params = { path: { id }, header: KEYED };
  switch (decision.act) {
    case 'adopt':
      return bodyOf(client.POST('/v1/session-templates/{id}/adopt', {
        params, body: decision.replaces === undefined ? { reason } : { reason, replaces: decision.replaces },
      }));
    case 'release':
      return bodyOf(client.POST('/v1/session-templates/{id}/release', { params, body: { reason, release_days: decision.releaseDays } }));
    case 'decline':
      return bodyOf(client.POST('/v1/session-templates/{id}/decline', { params, body: { reason } }));
    default:
      return bodyOf(client.POST('/v1/session-templates/{id}/retire', { params, body: { reason } }));
  }
}

export function useDecideTemplate() {
  return useTemplateWrite(decide);
}
