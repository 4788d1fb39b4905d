/** A figure by segment: who has it, and who has not been judged yet. */
import type { Measured, ModelReport, ReportSegment } from '../api/modelWire';
import { HORIZONS, horizonName } from '../words/horizons';

export interface Judged { key: string; grouping: string; name: string; rows: number; figure: Measured }
/** No row of it was judged: it has no figure, and a zero would be a lie. */
export interface Unjudged { key: string; grouping: string; name: string; figure?: undefined }
export type Segment = Judged | Unjudged;

const HORIZON = 'horizon';

function nameOf({ grouping, name }: Pick<ReportSegment, 'grouping' | 'name'>): string {
  return grouping === HORIZON ? horizonName(name) : name;
}

function one(segment: ReportSegment, measure: string): Segment[] {
  const { grouping, rows } = segment;
  const named = { key: `${grouping} ${segment.name}`, grouping, name: nameOf(segment) };
  if (rows === 0) return [named];
  const figure = segment.measures[measure];
  return figure ? [{ ...named, rows, figure }] : [];
}

function unjudged(name: string): ReportSegment {
  return { grouping: HORIZON, name, rows: 0, measures: {} };
}

/** Horizons in the order of time, and those that are missing because nothing has come yet that they could be judged by. */
function horizons(segments: readonly ReportSegment[], measure: string): Segment[] {
  const known = new Map(segments.map((segment) => [segment.name, segment]));
  const inTime = HORIZONS.flatMap(({ id }) => one(known.get(id) ?? unjudged(id), measure));
  const others = segments.filter(({ name }) => HORIZONS.every(({ id }) => id !== name)).flatMap((segment) => one(segment, measure));
  return [...inTime, ...others];
}

/** The segments by grouping. */
export function segmentsWith(segments: readonly ReportSegment[], measure: string): Segment[] {
  return [...new Set(segments.map(({ grouping }) => grouping))].flatMap((grouping) => {
    const own = segments.filter((segment) => segment.grouping === grouping);
    return grouping === HORIZON ? horizons(own, measure) : own.flatMap((segment) => one(segment, measure));
  });
}

export function isJudged(segment: Segment): segment is Judged {
  return segment.figure !== undefined;
}

/** The figures of the whole; none where nothing was judged. */
export function measuresOf({ rows, measures }: Pick<ModelReport, 'rows' | 'measures'>): ModelReport['measures'] {
  return rows === 0 ? {} : measures;
}
