/** Models, trainings and predictions on the wire, under the names the app uses. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Baseline = Schemas['Baseline'];
export type DriftVerdict = Schemas['DriftVerdict'];
export type FairnessGap = Schemas['FairnessGap'];
export type Forecast = Schemas['AppointmentForecast'];
export type Gate = Schemas['Gate'];
export type LiveReport = Schemas['LiveReport'];
export type Measured = Schemas['Measured'];
export type Model = Schemas['Model'];
export type ModelGates = Schemas['ModelGates'];
export type ModelReport = Schemas['ModelReport'];
export type ModelSummary = Schemas['ModelSummary'];
export type ModelTask = Schemas['ModelTask'];
export type NoShowFactor = Schemas['NoShowFactor'];
export type Probability = Schemas['Probability'];
export type ReportPeriod = Schemas['ReportPeriod'];
export type ReportSegment = Schemas['ReportSegment'];
export type Risk = Schemas['Risk'];
export type Risks = Schemas['Risks'];
export type Training = Schemas['Training'];
export type VisitLength = Schemas['Length'];
