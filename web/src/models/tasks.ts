/** The three things that are predicted, in words. */
import type { ModelTask } from '../api/modelWire';

export interface TaskWords {
  id: ModelTask;
  tab: string;
  /** `says … ` */
  about: string;
  /** What a model is learnt from. */
  outcomes: readonly [one: string, many: string];
  needs: string;
  /** Which share of what comes the bands of this task are made to hold. */
  level?: number;
}

export const TASKS: readonly TaskWords[] = [
  {
    id: 'no-show', tab: 'No-shows', about: 'who will not come', outcomes: ['visit with a known outcome', 'visits with a known outcome'],
    needs: 'It learns from visits that are marked as finished or as “did not come”, here or in an imported history.',
  },
  {
    id: 'duration', tab: 'Visit length', about: 'how long visits take', outcomes: ['visit with its real times', 'visits with their real times'],
    needs: 'It learns from finished visits whose real start and end are known.', level: 0.9,
  },
  {
    id: 'demand', tab: 'Demand', about: 'how many will come', outcomes: ['day of history', 'days of history'],
    needs: 'It learns from visits that took place, over some weeks without a gap.', level: 0.8,
  },
];

const FIRST: TaskWords = TASKS[0] as TaskWords;

export function taskOf(id: string | null): TaskWords {
  return TASKS.find((task) => task.id === id) ?? FIRST;
}
