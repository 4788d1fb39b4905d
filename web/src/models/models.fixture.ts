/** Two no-show models of an invented clinic, for tests: what a server would tell of them. */
import type { Gate, LiveReport, Measured, Model, ModelGates, ModelReport, ReportPeriod, Training } from '../api/modelWire';
import { addDays } from '../time/civil';

export function measured(value: number, half: number): Measured {
  return { value, low: value - half, high: value + half };
}

export function weeks(count: number, of: (index: number) => Omit<ReportPeriod, 'from' | 'rows'>): ReportPeriod[] {
  return Array.from({ length: count }, (_, index) => ({ from: addDays('2026-08-03', index * 7), rows: 400 + ((index * 37) % 90), ...of(index) }));
}

const BINS = [0.03, 0.06, 0.09, 0.12, 0.15, 0.18, 0.22, 0.27, 0.34, 0.46];

export function report(change: Partial<ModelReport> = {}): ModelReport {
  return {
    rows: 4_812, window: { from: '2026-08-03', until: '2026-11-02' },
    measures: { auc: measured(0.742, 0.011), brier: measured(0.131, 0.004), ece: { value: 0.0049 }, width: { value: 0.032 } },
    segments: [
      { grouping: 'sex', name: 'women', rows: 3_010, measures: { brier: measured(0.129, 0.006), auc: measured(0.744, 0.015) } },
      { grouping: 'sex', name: 'men', rows: 1_802, measures: { brier: measured(0.134, 0.008), auc: measured(0.739, 0.02) } },
      { grouping: 'site', name: 'Northside', rows: 2_644, measures: { brier: measured(0.148, 0.007), auc: measured(0.731, 0.016) } },
      { grouping: 'site', name: 'Harbour Street outpatient clinic', rows: 2_168, measures: { brier: measured(0.112, 0.007), auc: measured(0.75, 0.018) } },
    ],
    reliability: BINS.map((said, index) => ({
      rows: 481, lowest: said - 0.01, highest: said + 0.01, predicted: said,
      observed: measured(index === 7 ? said + 0.08 : said + (index % 2 === 0 ? 0.006 : -0.008), 0.025 + said / 30),
    })),
    over_time: weeks(13, (index) => ({ predicted: 0.182 + (index % 3) * 0.004, observed: 0.18 + (index === 9 ? 0.07 : (index % 4) * 0.006), width: 0.031 + index * 0.0004, score: 0.131 })),
    drift: [
      { feature: 'lead_days@1', psi: 0.31, ks: 0.14, verdict: 'shifted' },
      { feature: 'rain@1', psi: 0.16, ks: 0.09, verdict: 'watch' },
      { feature: 'earlier_no_shows@1', psi: 0.02, ks: 0.01, verdict: 'stable' },
      { feature: 'score', psi: 0.04, verdict: 'stable' },
    ],
    baselines: [{ name: 'one probability for all', measures: { auc: { value: 0.5 }, brier: { value: 0.16 } } }],
    fairness: [
      { grouping: 'sex', measure: 'calibration', highest: 'men', lowest: 'women', gap: measured(0.006, 0.012) },
      { grouping: 'language', measure: 'false_positives', highest: 'pt', lowest: 'en', gap: measured(0.051, 0.03), pooled: ['fr', 'so'] },
    ],
    ...change,
  };
}

export function model(id: string, change: Partial<Model> = {}): Model {
  return {
    id, task: 'no-show', role: 'champion', filed: '2026-10-02T02:11:00Z', promoted: '2026-10-03T08:20:00Z', training: 'training-3', head: 81_204,
    rows: 19_204, measures: { auc: 0.742, brier: 0.131 }, reason: 'Better at both sites for four weeks',
    window: { from: '2025-01-06', until: '2026-10-02' },
    method: 'boosted trees',
    features: [
      { name: 'lead_days', version: 1, unit: 'days', source: 'the appointment’s booking', default: 'unknown' },
      { name: 'earlier_no_shows', version: 1, unit: 'visits', source: 'the patient’s visits on earlier days', default: '0' },
      { name: 'rain', version: 1, unit: 'mm', source: 'the signal “rain”, where a feed tells it', default: 'unknown' },
    ],
    code_version: '0.1.0', seed: 1, calibration: 'inductive Venn-Abers on the last fifth of the days',
    intended_use: 'To plan reminders, waiting-list offers and slack. Never to turn somebody away or to give them a worse time.',
    limits: ['It knows nothing of why somebody did not come.', 'Of patients without an earlier visit it says little, and its band is wide.'],
    report: report(), blob_hash: 'ab'.repeat(32), twin_hash: 'ef'.repeat(32), manifest_hash: 'cd'.repeat(32), signed_by: 'lindley-demo', ...change,
  };
}

export function challenger(change: Partial<Model> = {}): Model {
  const { promoted: _promoted, reason: _reason, ...champion } = model('model-4');
  return {
    ...champion, role: 'challenger', filed: '2026-11-20T02:09:00Z', training: 'training-5', head: 90_112, rows: 21_877, measures: { auc: 0.749, brier: 0.129 },
    window: { from: '2025-01-06', until: '2026-11-20' },
    features: [...champion.features.slice(0, 2), { name: 'distance_band', version: 1, unit: 'km', source: 'the patient’s facts', default: 'unknown' }],
    report: report({ measures: { auc: measured(0.749, 0.011), brier: measured(0.129, 0.004), ece: { value: 0.0061 }, width: { value: 0.029 } } }),
    ...change,
  };
}

export function gate(segment: string, passed: boolean, change: Partial<Gate> = {}): Gate {
  return {
    segment, measure: 'brier', champion: 0.131, challenger: passed ? 0.129 : 0.141, rows: 812, passed,
    difference: { value: passed ? -0.002 : 0.01, low: passed ? -0.004 : 0.004, high: passed ? 0.0004 : 0.016, level: 0.95 }, ...change,
  };
}

export function gates(change: Partial<ModelGates> = {}): ModelGates {
  return {
    model: 'model-4', against: 'model-3', head: 90_400, rows: 1_630, passed: true, refusals: [],
    gates: [gate('overall', true), gate('site: Northside', true), gate('sex: women', true)], ...change,
  };
}

export function live(change: Partial<LiveReport> = {}): LiveReport {
  return { task: 'no-show', champion: 'model-3', head: 90_400, outcomes: 24_016, needed: 1_000, report: report(), ...change };
}

export function training(id: string, change: Partial<Training> = {}): Training {
  return {
    id, task: 'no-show', cause: 'nightly', seed: 1, head: 90_112, queued: '2026-11-20T02:00:00Z', stage: 'finished', model: 'model-4', attempts: 1, ...change,
  };
}
