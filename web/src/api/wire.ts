/** The shapes on the wire, under the names the app uses. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type ActualTimes = Schemas['ActualTimes'];
export type Appointment = Schemas['Appointment'];
export type Board = Schemas['Board'];
export type BoardResource = Schemas['BoardResource'];
export type BoardSlot = Schemas['BoardSlot'];
export type ComparisonRequest = Schemas['ComparisonRequest'];
export type Demand = Schemas['Demand'];
export type GivenReason = Schemas['GivenReason'];
export type NewHold = Schemas['NewHold'];
export type NewSessionTemplate = Schemas['NewSessionTemplate'];
export type Opening = Schemas['Opening'];
export type OpeningSearch = Schemas['OpeningSearch'];
export type Period = Schemas['TimeSpan'];
export type Permission = Schemas['Permission'];
export type Policy = Schemas['Policy'];
export type Principal = Schemas['Principal'];
export type Problem = Schemas['Problem'];
export type Resource = Schemas['Resource'];
export type ResourceKind = Schemas['ResourceKind'];
export type Segment = Schemas['Segment'];
export type ServiceTimes = Schemas['ServiceTimesOfService'];
export type SessionComparison = Schemas['SessionComparison'];
export type SessionStudy = Schemas['SessionStudy'];
export type SessionTemplate = Schemas['SessionTemplate'];
export type Site = Schemas['Site'];
export type SlotWait = Schemas['SlotWait'];
export type Status = Schemas['Status'];
export type StudyOrder = Schemas['StudyOrder'];
export type StudyReference = Schemas['StudyReference'];
export type StudyRequest = Schemas['StudyRequest'];
export type TemplateStatus = Schemas['TemplateStatus'];
export type VisitType = Schemas['VisitType'];
export type Weekday = Schemas['Weekday'];
