/** Models: which one speaks for a task, how well it does, trainings, and the changes of who speaks. */
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { all } from './catalogue';
import { bodyOf, client, KEYED } from './client';
import type { ModelTask, Training } from './modelWire';
import { whileBusy } from './patience';
import { asProblem } from './problem';

/** Everything about models is asked for anew after a change. */
export const MODELS = ['models'];

export function useModels(task: ModelTask) {
  return useQuery({
    queryKey: [...MODELS, 'list', task],
    queryFn: () => all((query) => bodyOf(client.GET('/v1/models', { params: { query: { ...query, task } } }))),
  });
}

function modelQuery(id: string) {
  return { queryKey: [...MODELS, 'one', id], queryFn: () => bodyOf(client.GET('/v1/models/{id}', { params: { path: { id } } })), staleTime: 60_000 };
}

/** The models with these ids in full, those that there are. */
export function useModelsInFull(ids: readonly string[]) {
  return useQueries({ queries: ids.map(modelQuery) });
}

export function useModelCard(id: string) {
  return useQuery({
    queryKey: [...MODELS, 'card', id],
    queryFn: () => bodyOf(client.GET('/v1/models/{id}/card', { params: { path: { id } } })),
    staleTime: Infinity,
  });
}

export function useGates(id: string | undefined) {
  return useQuery({
    queryKey: [...MODELS, 'gates', id],
    queryFn: ({ signal }) => bodyOf(client.GET('/v1/models/{id}/gates', { params: { path: { id: id ?? '' } }, signal })),
    enabled: id !== undefined,
    staleTime: 30_000,
    retry: whileBusy,
  });
}

export function useLiveReport(task: ModelTask) {
  return useQuery({
    queryKey: [...MODELS, 'live', task],
    queryFn: ({ signal }) => bodyOf(client.GET('/v1/model-reports/{task}', { params: { path: { task } }, signal })),
    staleTime: 60_000,
    retry: whileBusy,
  });
}

const SOON = 3_000;

function isOpen({ stage }: Training): boolean {
  return stage === 'queued' || stage === 'running';
}

/** The task's trainings; while one is open they are asked for again and again. */
export function useTrainings(task: ModelTask) {
  return useQuery({
    queryKey: [...MODELS, 'trainings', task],
    queryFn: () => all((query) => bodyOf(client.GET('/v1/trainings', { params: { query: { ...query, task } } }))),
    refetchInterval: ({ state }) => (state.data?.some(isOpen) === true ? SOON : false),
  });
}

/** A change after which everything about models is asked for again. Lost answers are retried under the same key. */
function useModelWrite<V, T>(change: (variables: V) => Promise<T>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    retry: (count, error) => count < 2 && [0, 503].includes(asProblem(error).status),
    onSettled: () => queries.invalidateQueries({ queryKey: MODELS }),
  });
}

/** The server’s own: draws of two trainings differ only where somebody wants them to. */
const USUAL_SEED = 1;

export function useTrain() {
  return useModelWrite((task: ModelTask) => bodyOf(client.POST('/v1/trainings', { params: { header: KEYED }, body: { task, seed: USUAL_SEED } })));
}

export function usePromote() {
  return useModelWrite(({ id, reason }: { id: string; reason: string }) =>
    bodyOf(client.POST('/v1/models/{id}/promote', { params: { path: { id }, header: KEYED }, body: { reason } })));
}

export function useRevert() {
  return useModelWrite((body: { task: ModelTask; reason: string }) => bodyOf(client.POST('/v1/models/revert', { params: { header: KEYED }, body })));
}
