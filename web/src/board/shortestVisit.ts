/** The shortest piece of a resource's time that some visit of the site can use: shorter gaps are not worth offering. */
import type { BoardResource, Demand, VisitType } from '../api/wire';
import { MINUTE } from '../time/zone';
import { union } from './geometry/spans';
import type { Shortest } from './rows';

function fits(resource: BoardResource, demand: Demand): boolean {
  return demand.kind === resource.kind && (demand.attributes ?? []).every((each) => resource.attributes.includes(each));
}

/** Minutes of the longest piece for which the visit needs the resource, by the role that needs it least. */
function minutesOf(visitType: VisitType, resource: BoardResource): number {
  const longest = visitType.roles.map((role) => {
    const steps = visitType.steps.filter((step) => step.demands.some((demand) => demand.role === role));
    const able = steps.every((step) => step.demands.every((demand) => demand.role !== role || fits(resource, demand)));
    const pieces = union(steps.map((step) => ({ start: step.from_minute, end: step.until_minute })));
    return able && pieces.length > 0 ? Math.max(...pieces.map((piece) => piece.end - piece.start)) : Infinity;
  });
  return Math.min(Infinity, ...longest);
}

/** Endless for resources that no visit needs, and for all as long as the visit types are not known. */
export function shortestVisit(visitTypes: ReadonlyMap<string, VisitType> | undefined, site: string): Shortest {
  const here = [...(visitTypes?.values() ?? [])].filter((type) => type.sites.length === 0 || type.sites.includes(site));
  return (resource) => {
    if (resource.kind !== 'practitioner') return Infinity;
    return Math.min(Infinity, ...here.map((type) => minutesOf(type, resource))) * MINUTE;
  };
}
