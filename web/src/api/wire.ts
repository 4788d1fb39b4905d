/** The shapes on the wire, under the names the app uses. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Appointment = Schemas['Appointment'];
export type Board = Schemas['Board'];
export type BoardResource = Schemas['BoardResource'];
export type Demand = Schemas['Demand'];
export type GivenReason = Schemas['GivenReason'];
export type NewHold = Schemas['NewHold'];
export type Opening = Schemas['Opening'];
export type OpeningSearch = Schemas['OpeningSearch'];
export type Period = Schemas['TimeSpan'];
export type Permission = Schemas['Permission'];
export type Policy = Schemas['Policy'];
export type Principal = Schemas['Principal'];
export type Problem = Schemas['Problem'];
export type ResourceKind = Schemas['ResourceKind'];
export type Segment = Schemas['Segment'];
export type Site = Schemas['Site'];
export type Status = Schemas['Status'];
export type VisitType = Schemas['VisitType'];
