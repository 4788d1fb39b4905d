/** Models, trainings and predictions on the wire, under the names the app uses. */
export type ModelTask = 'no-show' | 'duration' | 'demand';
export type ModelRole = 'champion' | 'challenger' | 'former';

/** A figure, and its 95 % interval where one was worked out. */
export interface Measured { value: number; low?: number; high?: number }
export type Measures = Record<string, Measured>;

export interface ModelSummary {
  id: string;
  task: ModelTask;
  role: ModelRole;
  filed: string;
  training: string;
  head: number;
  rows: number;
  measures: Record<string, number>;
  reason?: string;
  promoted?: string;
}

/** `until` is the first day after. */
export interface DataWindow { from: string; until: string }
export interface ModelFeature { name: string; version: number; unit: string; source: string; default: string }
export interface ReportSegment { grouping: string; name: string; rows: number; measures: Measures }
export interface ReliabilityBin { rows: number; lowest: number; highest: number; predicted: number; observed: Measured }
export interface ReportPeriod { from: string; rows: number; predicted?: number; observed?: number; coverage?: number; width?: number; score?: number }
export type DriftVerdict = 'stable' | 'watch' | 'shifted' | 'unknown';
export interface FeatureDrift { feature: string; psi?: number; ks?: number; verdict: DriftVerdict }
export interface Baseline { name: string; measures: Measures }
export interface FairnessGap { grouping: string; measure: string; highest: string; lowest: string; gap: Measured; pooled?: string[] }

export interface ModelReport {
  rows: number;
  window: DataWindow;
  measures: Measures;
  segments: ReportSegment[];
  reliability: ReliabilityBin[];
  over_time: ReportPeriod[];
  drift: FeatureDrift[];
  baselines: Baseline[];
  fairness: FairnessGap[];
}

export interface Model extends ModelSummary {
  window: DataWindow;
  method: string;
  features: ModelFeature[];
  code_version: string;
  seed: number;
  calibration: string;
  intended_use: string;
  limits: string[];
  report: ModelReport;
  blob_hash: string;
  twin_hash: string;
  manifest_hash: string;
  signed_by: string;
}

export interface Gate {
  segment: string;
  measure: string;
  champion: number;
  challenger: number;
  difference?: { value: number; low: number; high: number; level: number };
  rows: number;
  passed: boolean;
}

export interface ModelGates { model: string; against?: string; head: number; rows: number; passed: boolean; refusals: string[]; gates: Gate[] }

export interface LiveReport {
  task: ModelTask;
  champion?: string;
  head: number;
  outcomes: number;
  needed: number;
  report?: ModelReport;
  problem?: string;
}

export interface Training {
  id: string;
  task: ModelTask;
  cause: 'nightly' | 'drift' | 'by-hand';
  seed: number;
  head: number;
  queued: string;
  stage: 'queued' | 'running' | 'finished' | 'failed';
  checkpoint?: string;
  worker?: string;
  model?: string;
  problem?: string;
  attempts: number;
}

export interface NoShowFactor { feature: string; log_odds: number; words: string }

export interface Probability {
  probability: number;
  low: number;
  high: number;
  level?: number;
  stage: 'at-booking' | 'day-before';
  /** `model`, or the name of the fallback that spoke in its place. */
  basis: string;
  fallback_reason?: string;
  unseen_labels: number;
  missing?: string[];
  factors: NoShowFactor[];
}

export interface VisitLength {
  expected_minutes: number;
  low_minutes: number;
  high_minutes: number;
  level: number;
  basis: string;
  fallback_reason?: string;
  buffer_minutes?: number;
}

export interface Risk { appointment: string; no_show?: Probability; length?: VisitLength }
export interface Risks { as_of: string; head: number; no_show_model?: string; length_model?: string; risks: Risk[] }
export interface Forecast { appointment: string; as_of: string; head: number; no_show_model?: string; length_model?: string; no_show: Probability[]; length?: VisitLength }
