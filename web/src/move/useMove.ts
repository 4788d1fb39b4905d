/** A visit being moved: where it would go, what that would break, dropping it, and taking the drop back. */
import { useCallback, useMemo, useState } from 'react';
import { asProblem } from '../api/problem';
import { useReschedule } from '../api/booking';
import type { Appointment, Problem } from '../api/wire';
import { sayDone } from '../shell/toasts';
import { clock } from '../time/zone';
import { changesSomething, presentResources, startOf, type Proposal } from './proposal';
import { whatWouldBreak, type Break, type Surroundings } from './whatWouldBreak';

export interface Move {
  proposal: Proposal;
  /** The resource whose part was grabbed, and the roles it plays in the visit. */
  grabbed: { resource: string; roles: readonly string[] };
  by: 'keys' | 'pointer';
  /** The pointer is beside the board: letting go there changes nothing. */
  outside: boolean;
}

export interface MoveChange { start?: number; to?: string; anyOther?: boolean; outside?: boolean }

export interface Mover {
  move: Move | null;
  breaks: readonly Break[];
  problem: Problem | null;
  busy: boolean;
  start: (appointment: Appointment, grabbed: Move['grabbed'], by: Move['by']) => void;
  change: (change: MoveChange) => void;
  drop: () => void;
  stop: () => void;
}

function changed(move: Move, change: MoveChange): Move {
  const { proposal, grabbed } = move;
  const present = presentResources(proposal.appointment);
  const swaps = change.to === undefined ? proposal.swaps : { ...proposal.swaps };
  const next = Object.fromEntries(Object.entries(swaps).filter(([role]) => change.to === undefined || !grabbed.roles.includes(role)));
  for (const role of change.to === undefined ? [] : grabbed.roles) {
    if (change.to !== undefined && present[role] !== change.to) next[role] = change.to;
  }
  return {
    ...move,
    outside: change.outside ?? false,
    proposal: {
      ...proposal, swaps: next, start: change.start ?? proposal.start, anyOther: change.anyOther ?? proposal.anyOther,
    },
  };
}

/** What the server needs to hear: the roles that change, and the grabbed ones by name if the others may vary. */
function named({ proposal, grabbed }: Move): Record<string, string> {
  const present = presentResources(proposal.appointment);
  const kept = proposal.anyOther ? grabbed.roles.map((role) => [role, present[role] ?? '']) : [];
  return { ...Object.fromEntries(kept), ...proposal.swaps };
}

export function useMove(around: Surroundings): Mover {
  const [move, setMove] = useState<Move | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const reschedule = useReschedule();
  const breaks = useMemo(() => (move ? whatWouldBreak(move.proposal, around) : []), [move, around]);

  const start = useCallback((appointment: Appointment, grabbed: Move['grabbed'], by: Move['by']) => {
    setProblem(null);
    setMove({ proposal: { appointment, start: startOf(appointment), swaps: {}, anyOther: false }, grabbed, by, outside: false });
  }, []);
  const change = useCallback((wish: MoveChange) => {
    setProblem(null);
    setMove((before) => before && changed(before, wish));
  }, []);
  const stop = useCallback(() => setMove(null), []);

  const drop = (): void => {
    if (!move || reschedule.isPending) return;
    const { proposal } = move;
    if (!changesSomething(proposal)) return stop();
    const back = { start: startOf(proposal.appointment), resources: presentResources(proposal.appointment) };
    reschedule.mutate(
      { appointment: proposal.appointment, start: proposal.start, resources: named(move), anyResource: proposal.anyOther },
      {
        onError: (error) => setProblem(asProblem(error)),
        onSuccess: (after) => {
          stop();
          sayDone(`${around.visitName(after)} moved to ${clock(startOf(after), around.zone)}.`, async () => {
            await reschedule.mutateAsync({ appointment: after, ...back, anyResource: false });
            return `${around.visitName(after)} is back at ${clock(back.start, around.zone)}.`;
          });
        },
      },
    );
  };

  return { move, breaks, problem, busy: reschedule.isPending, start, change, drop, stop };
}
