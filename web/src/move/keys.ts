/** Moving by keyboard: arrows go in time and to other resources, Enter drops, Escape stops. */
import type { KeyboardEvent } from 'react';
import type { VisitType } from '../api/wire';
import { flowOf, wayOf } from '../board/geometry/flow';
import { stepFrom } from '../board/geometry/snap';
import type { Entry } from '../board/groups';
import type { Row } from '../board/rows';
import type { Mover } from './useMove';
import { eligible } from './whatWouldBreak';

const FINE_MINUTES = 5;
const COARSE_MINUTES = 15;

interface Setting { mover: Mover; list: readonly Entry[]; visitType: VisitType | undefined; zone: string }

/** A step no finer than the visit's own starts. */
function minutes(wish: number, visitType: VisitType | undefined): number {
  return Math.max(wish, visitType?.start_every_minutes ?? 1);
}

/** The next row up or down whose resource could play all grabbed roles. */
export function nextResource(
  list: readonly Entry[],
  from: string,
  way: 1 | -1,
  fits: (row: Row) => boolean,
): string | undefined {
  const rows = list.flatMap((entry) => (entry.type === 'row' ? [entry.row] : []));
  const here = rows.findIndex((row) => row.resource.id === from);
  const others = way === 1 ? rows.slice(here + 1) : rows.slice(0, Math.max(0, here)).toReversed();
  return others.find(fits)?.resource.id;
}

/** The resource that would play the grabbed roles now. */
export function presentTarget(mover: Mover): string {
  const { move } = mover;
  const role = move?.grabbed.roles[0] ?? '';
  return move?.proposal.swaps[role] ?? move?.grabbed.resource ?? '';
}

export function onMoveKey(event: KeyboardEvent, { mover, list, visitType, zone }: Setting): void {
  const { move } = mover;
  if (!move) return;
  const fits = (row: Row): boolean => move.grabbed.roles.every((role) => eligible(row, visitType, role));
  const across = (way: 1 | -1): void => {
    const step = minutes(event.shiftKey ? COARSE_MINUTES : FINE_MINUTES, visitType);
    mover.change({ start: stepFrom(move.proposal.start, step, way, zone) });
  };
  const along = (way: 1 | -1): void => {
    const to = nextResource(list, presentTarget(mover), way, fits);
    if (to !== undefined) mover.change({ to });
  };
  const acts: Record<string, () => void> = {
    ArrowLeft: () => across(wayOf('ArrowLeft', flowOf()) ?? -1),
    ArrowRight: () => across(wayOf('ArrowRight', flowOf()) ?? 1),
    ArrowUp: () => along(-1),
    ArrowDown: () => along(1),
    Enter: mover.drop,
    Escape: mover.stop,
    a: () => mover.change({ anyOther: !move.proposal.anyOther }),
  };
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}
