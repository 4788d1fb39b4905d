/** Everything that the page shows of one task. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { MODELS, useGates, useLiveReport, useModels, useModelsInFull, useTrainings } from '../api/models';
import type { Training } from '../api/modelWire';
import { challengerOf, championOf } from './standing';
import type { TaskWords } from './tasks';

/** A training that has ended has filed a model, or says why not: everything is read anew then. */
function useEndOfTraining(trainings: readonly Training[] | undefined): void {
  const queries = useQueryClient();
  const open = trainings?.filter(({ stage }) => stage === 'queued' || stage === 'running').length ?? 0;
  const before = useRef(open);
  useEffect(() => {
    if (open < before.current) void queries.invalidateQueries({ queryKey: MODELS });
    before.current = open;
  }, [open, queries]);
}

export function useTask(task: TaskWords) {
  const models = useModels(task.id);
  const live = useLiveReport(task.id);
  const trainings = useTrainings(task.id);
  useEndOfTraining(trainings.data);
  const champion = championOf(models.data ?? []);
  const challenger = challengerOf(models.data ?? []);
  const gates = useGates(challenger?.id);
  const shown = [champion?.id, challenger?.id].filter((id) => id !== undefined);
  const full = useModelsInFull(shown);
  const inFull = new Map(shown.map((id, index) => [id, full[index]]));
  const get = (id: string | undefined) => (id === undefined ? undefined : inFull.get(id));
  return { models, live, trainings, champion, challenger, gates, championInFull: get(champion?.id), challengerInFull: get(challenger?.id) };
}

export type TaskData = ReturnType<typeof useTask>;
