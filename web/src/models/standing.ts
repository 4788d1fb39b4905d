/** How things stand with a task, in one sentence and one more. */
import type { LiveReport, ModelGates, ModelReport, ModelSummary, ReportPeriod, Training } from '../api/modelWire';
import { countInWords, plural } from '../time/speech';
import { percent } from '../words/numbers';
import { measuresOf } from './segments';
import type { TaskWords } from './tasks';

export interface Standing { sentence: string; more: string }

export interface Known {
  task: TaskWords;
  models: readonly ModelSummary[];
  live: LiveReport | undefined;
  /** The live report is under way. */
  judging: boolean;
  gates: ModelGates | undefined;
  trainings: readonly Training[];
}

/** The mean over all rows of what the weeks tell; nothing where no week tells it. */
export function overAll(periods: readonly ReportPeriod[], of: 'predicted' | 'observed' | 'coverage' | 'width' | 'score'): number | undefined {
  const told = periods.flatMap((period) => (period[of] === undefined ? [] : [{ value: period[of], rows: period.rows }]));
  const rows = told.reduce((sum, each) => sum + each.rows, 0);
  return rows === 0 ? undefined : told.reduce((sum, each) => sum + each.value * each.rows, 0) / rows;
}

function fine(share: number): string {
  return `${(share * 100).toFixed(1)}\u00a0%`;
}

/** What the report found, as a sentence; empty where it tells nothing to say. */
export function finding(task: TaskWords, report: ModelReport): string {
  if (task.id === 'no-show') {
    const said = overAll(report.over_time, 'predicted');
    const came = overAll(report.over_time, 'observed');
    if (said === undefined || came === undefined) return '';
    return `${fine(said)} were said not to come, and ${fine(came)} did not`;
  }
  const coverage = measuresOf(report)['coverage']?.value ?? overAll(report.over_time, 'coverage');
  if (coverage === undefined) return '';
  return task.id === 'duration' ? `${fine(coverage)} of visits took as long as their bands said` : `${fine(coverage)} of the counts lay within their bands`;
}

export function shifted(report: ModelReport | undefined): number {
  return report?.drift.filter((each) => each.verdict === 'shifted').length ?? 0;
}

export function championOf(models: readonly ModelSummary[]): ModelSummary | undefined {
  return models.find((model) => model.role === 'champion');
}

function number(id: string): number {
  return Number(/\d+$/.exec(id)?.[0] ?? 0);
}

/** The newest challenger. */
export function challengerOf(models: readonly ModelSummary[]): ModelSummary | undefined {
  return models.filter((model) => model.role === 'challenger').toSorted((a, b) => number(b.id) - number(a.id))[0];
}

/** Newest first. */
export function newestFirst<T extends { id: string }>(list: readonly T[]): T[] {
  return list.toSorted((a, b) => number(b.id) - number(a.id));
}

function waiting({ models, gates, trainings }: Known): string {
  const challenger = challengerOf(models);
  const open = trainings.some(({ stage }) => stage === 'queued' || stage === 'running');
  const told = !challenger ? '' : gates === undefined ? `${challenger.id} waits as challenger.`
    : gates.passed ? `${challenger.id} may be promoted.` : `${challenger.id} may not be promoted yet.`;
  return [told, open ? 'A training is under way.' : ''].filter(Boolean).join(' ');
}

function withoutChampion(known: Known): Standing {
  const { task, live, models, judging } = known;
  const more = waiting(known);
  if (judging && models.length === 0) return { sentence: `${task.tab}: no model speaks yet`, more };
  if (models.length > 0) return { sentence: `No model speaks for ${task.tab.toLowerCase()} yet`, more };
  const enough = live !== undefined && live.outcomes >= live.needed;
  return {
    sentence: enough ? `${task.tab}: enough is known to learn a first model` : `${task.tab}: too little is known for a model`,
    more: [live ? `The log holds ${plural(live.outcomes, ...task.outcomes)}${enough ? '' : `; ${countInWords(live.needed)} are needed`}.` : '', more].filter(Boolean).join(' '),
  };
}

/** Why nothing was found about the champion. */
function nothingFound({ live, judging }: Known): string {
  if (judging) return 'Looking at what it said lately…';
  return live ? (live.problem ?? 'Nothing has come yet that it could be judged by.') : 'How it did lately cannot be told now.';
}

export function standing(known: Known): Standing {
  const { task, live, models } = known;
  const champion = championOf(models);
  if (!champion) return withoutChampion(known);
  const moved = shifted(live?.report);
  const found = live?.report ? finding(task, live.report) : '';
  const since = moved > 0 ? ` ${plural(moved, 'thing that it looks at has', 'things that it looks at have')} moved far since it was learnt.` : '';
  return {
    sentence: found === '' ? `${task.tab}: ${champion.id} speaks` : `${task.tab}: ${found}`,
    more: `${found === '' ? nothingFound(known) : `${champion.id} speaks.`}${since} ${waiting(known)}`.trim(),
  };
}

/** The share of bins whose interval holds what was said. */
export function holding(report: ModelReport): { hold: number; all: number } {
  const hold = report.reliability.filter(({ predicted, observed: { value, low, high } }) => predicted >= (low ?? value) && predicted <= (high ?? value));
  return { hold: hold.length, all: report.reliability.length };
}

export function enoughPercent(live: LiveReport): string {
  return percent(Math.min(1, live.needed === 0 ? 1 : live.outcomes / live.needed));
}
