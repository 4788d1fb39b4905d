import { describe, expect, test } from 'vitest';
import { differences, windowInWords } from './differences';
import { gateInWords, gatesInOrder, segmentName, verdictOf } from './gateWords';
import { sourcesOf } from './Evidence';
import { intervalOfShare } from './interval';
import { challenger, gate, gates, live, model, report, training, weeks } from './models.fixture';
import { weeksOff } from './OverTime';
import { apart, groupingsOf, segmentTitle } from './SegmentChart';
import { challengerOf, finding, holding, newestFirst, overAll, standing } from './standing';
import { taskOf } from './tasks';
import { notNow, stageInWords } from './Trainings';
import { driftInWords, fairnessInWords, isSure } from './Watching';

const NO_SHOW = taskOf('no-show');
const LENGTH = taskOf('duration');

describe('how things stand', () => {
  const known = { task: NO_SHOW, models: [model('model-3'), challenger()], live: live(), judging: false, gates: gates(), trainings: [] };
  test('with a champion: what was said and what came, what has moved, and who waits', () => {
    const { sentence, more } = standing(known);
    expect(sentence).toMatch(/^No-shows: 18\.6\u00a0% were said not to come, and 19\.\d\u00a0% did not$/);
    expect(more).toBe('model-3 speaks. 1 thing that it looks at has moved far since it was learnt. model-4 may be promoted.');
  });
  test('gates that fail, or are not measured yet, are said', () => {
    expect(standing({ ...known, gates: gates({ passed: false }) }).more).toContain('model-4 may not be promoted yet.');
    expect(standing({ ...known, gates: undefined }).more).toContain('model-4 waits as challenger.');
  });
  test('with nothing: how much is there and how much is needed', () => {
    const { report: _report, champion: _champion, ...bare } = live({ outcomes: 312 });
    expect(standing({ ...known, models: [], live: bare, gates: undefined })).toEqual({
      sentence: 'No-shows: too little is known for a model', more: 'The log holds 312 visits with a known outcome; 1,000 are needed.',
    });
    expect(standing({ ...known, models: [], live: { ...bare, outcomes: 4_000 }, gates: undefined, trainings: [training('training-1', { stage: 'queued' })] })).toEqual({
      sentence: 'No-shows: enough is known to learn a first model', more: 'The log holds 4,000 visits with a known outcome. A training is under way.',
    });
  });
  test('while it is being judged, or cannot be, that is said', () => {
    const alone = { ...known, models: [model('model-3')], live: undefined };
    expect(standing({ ...alone, judging: true })).toEqual({ sentence: 'No-shows: model-3 speaks', more: 'Looking at what it said lately…' });
    expect(standing(alone).more).toBe('How it did lately cannot be told now.');
    expect(standing({ ...alone, models: [], judging: true }).sentence).toBe('No-shows: no model speaks yet');
  });
  test('a champion that nothing has come for yet says so', () => {
    const { report: _report, ...young } = live({ problem: 'No visit has come since it was learnt.' });
    expect(standing({ ...known, models: [model('model-3')], live: young }).more).toBe('No visit has come since it was learnt.');
  });
  test('of lengths: how many bands held', () => {
    expect(finding(LENGTH, report({ measures: { coverage: { value: 0.903 } } }))).toBe('90.3\u00a0% of visits took as long as their bands said');
    expect(finding(LENGTH, report({ measures: {}, over_time: [] }))).toBe('');
  });
  test('weeks count by their rows', () => {
    const two = weeks(2, (index) => ({ coverage: index })).map((week, index) => ({ ...week, rows: index === 0 ? 300 : 100 }));
    expect(overAll(two, 'coverage')).toBe(0.25);
    expect(overAll(two, 'width')).toBeUndefined();
  });
});

test('the newest challenger counts, by its number and not by its letters', () => {
  const models = [challenger({ id: 'model-9' }), challenger({ id: 'model-10' }), model('model-11')];
  expect(challengerOf(models)?.id).toBe('model-10');
  expect(newestFirst(models).map(({ id }) => id)).toEqual(['model-11', 'model-10', 'model-9']);
});

describe('gates', () => {
  test('say what fails first, in plain words', () => {
    const list = gatesInOrder([gate('sex: men', true), gate('overall', true), gate('site: Northside', false)]);
    expect(list.map(({ segment }) => segment)).toEqual(['site: Northside', 'overall', 'sex: men']);
    expect(gateInWords(gate('site: Northside', false), 'no-show')).toBe('Site: Northside: worse for sure, 0.141 instead of 0.131 (brier score, 812 rows)');
    expect(gateInWords(gate('overall', false, { rows: 120 }), 'no-show')).toBe('All together: only 120 rows to compare on, and 200 are needed');
    expect(segmentName('overall')).toBe('All together');
  });
  test('of a small segment fail only for what was found there', () => {
    expect(gateInWords(gate('language: pt', false, { rows: 120 }), 'no-show')).toContain('Language: pt: worse for sure');
  });
  test('have a verdict for every case', () => {
    const { against: _against, ...first } = gates({ gates: [] });
    expect(verdictOf(first)).toBe('No champion speaks yet: nothing stands in the way');
    expect(verdictOf({ ...first, gates: [gate('overall', true)] })).toBe('No champion speaks yet, and it beats the simplest method');
    expect(verdictOf(gates())).toBe('All 3 gates let it pass');
    expect(verdictOf(gates({ passed: false, gates: [gate('overall', false), gate('sex: men', true)] }))).toBe('1 of 2 gates does not let it pass');
    expect(verdictOf(gates({ passed: false, gates: [], refusals: ['Only 40 rows are later than both twins.'] }))).toBe('Only 40 rows are later than both twins.');
  });
});

test('what differs is told: rows, days, features that came, went or changed', () => {
  const told = differences(model('model-3'), challenger({ seed: 7 }));
  expect(told).toEqual([
    'It is learnt from 2,673 more rows (21,877 instead of 19,204).', 'Its days end on 19 Nov 2026 instead of 1 Oct 2026.',
    'It also looks at distance band.', 'It no longer looks at rain.', 'Its draws began at seed 7 instead of 1.',
  ]);
  const champion = model('model-3');
  const features = champion.features.map((each) => ({ ...each, version: each.name === 'rain' ? 2 : 1 }));
  expect(differences(champion, model('model-4', { features }))).toEqual(['It works out rain in another way.']);
  expect(differences(champion, model('model-4'))).toEqual([]);
  expect(windowInWords({ from: '2026-01-01', until: '2026-11-03' })).toBe('1 Jan 2026 to 2 Nov 2026');
});

describe('what charts find', () => {
  test('a bin holds where its interval holds what was said', () => {
    expect(holding(report())).toEqual({ hold: 9, all: 10 });
  });
  test('a share’s interval narrows with rows and stays within 0 to 1', () => {
    const [low, high] = intervalOfShare(0.18, 400);
    expect(low).toBeCloseTo(0.1456, 3);
    expect(high).toBeCloseTo(0.2208, 3);
    expect(intervalOfShare(0, 10)[0]).toBe(0);
    expect(intervalOfShare(1, 10)[1]).toBe(1);
    expect(intervalOfShare(0.5, 0)).toEqual([0, 1]);
  });
  test('weeks are off where chance does not explain them', () => {
    expect(weeksOff(report().over_time, 'observed', (week) => week.predicted)).toEqual({ off: 1, all: 13 });
    expect(weeksOff([], 'coverage', () => 0.9)).toEqual({ off: 0, all: 0 });
  });
  test('segments lie apart where their interval leaves the whole out', () => {
    expect(apart([{ figure: { value: 0.14, low: 0.135, high: 0.15 } }, { figure: { value: 0.13, low: 0.12, high: 0.14 } }, { figure: { value: 9 } }], 0.131)).toBe(1);
  });
  test('without intervals the title of the segments claims nothing', () => {
    const sure = { figure: { value: 0.14, low: 0.135, high: 0.15 } };
    const bare = { figure: { value: 0.14 } };
    expect(segmentTitle('Brier', [bare, bare], 0.14)).toBe('Brier by segment');
    expect(segmentTitle('Brier', [sure], undefined)).toBe('Brier by segment');
    expect(segmentTitle('Brier', [sure, sure], 0.14)).toBe('Brier: no segment differs from the whole by more than chance');
    expect(segmentTitle('Brier', [sure, sure], 0.1)).toBe('Brier: 2 of 2 segments differ from the whole by more than chance');
    expect(segmentTitle('Brier', [sure, bare], 0.1)).toBe('Brier: 1 of 1 segment with an interval differs from the whole by more than chance');
  });
  test('few segments may be seen at once, many one grouping at a time', () => {
    const { segments } = report();
    expect(groupingsOf(segments)).toEqual(['all', 'sex', 'site']);
    const many = Array.from({ length: 30 }, (_, index) => ({ grouping: 'practitioner', name: `Dr ${index}`, rows: 9, measures: {} }));
    expect(groupingsOf([...segments, ...many])).toEqual(['sex', 'site', 'practitioner']);
    expect(groupingsOf(segments.slice(0, 2))).toEqual(['sex']);
  });
  test('drift and gaps in words', () => {
    expect(driftInWords(report().drift)).toBe('1 of 4 things moved far since it was learnt: lead days');
    expect(driftInWords([{ feature: 'rain', verdict: 'watch' }])).toBe('Nothing moved far; rain moved a little');
    expect(driftInWords([{ feature: 'rain', verdict: 'stable' }])).toContain('as it was');
    expect(report().fairness.map(isSure)).toEqual([false, true]);
    expect(fairnessInWords(report().fairness)).toContain('1 of 2 gaps between groups leaves zero out of the 95 % interval: by language. About one in twenty');
    expect(fairnessInWords(report().fairness.slice(0, 1))).not.toContain('twenty');
  });
  test('lately comes first, and only where something came', () => {
    expect(sourcesOf(report(), [model('model-3')]).map(({ name }) => name)).toEqual(['Lately', 'model-3 when learnt']);
    expect(sourcesOf(report({ rows: 0 }), []).length).toBe(0);
  });
});

describe('trainings', () => {
  const open = (stage: 'queued' | 'running', change = {}) => {
    const { model: _model, ...rest } = training('training-5', { stage, ...change });
    return rest;
  };
  test('say how far they are and why they failed', () => {
    expect(stageInWords(open('queued'))).toBe('waits for a worker');
    expect(stageInWords(open('running', { worker: 'night-1', attempts: 2 }))).toBe('learns at night-1, try 2');
    expect(stageInWords(open('running', { checkpoint: 'judged' }))).toBe('judged; learns from all days');
    expect(stageInWords(training('training-5'))).toBe('made model-4');
    expect(stageInWords(open('queued', { stage: 'failed', problem: 'only one outcome occurs' }))).toBe('made none: only one outcome occurs');
  });
  test('are not asked for twice, nor from too little', () => {
    expect(notNow(live(), [open('running')])).toBe('One is under way already.');
    expect(notNow(live({ outcomes: 10 }), [])).toBe('The log holds 10 outcomes; 1,000 are needed.');
    expect(notNow(live(), [training('training-5')])).toBe('');
    expect(notNow(undefined, [])).toBe('');
  });
});
