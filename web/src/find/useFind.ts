/** The way from a wish to a booked visit. What was written stays through every step and back. */
import { useState } from 'react';
import { LEASE_SECONDS, useOpenings, usePlaceHold, useReschedule } from '../api/booking';
import type { Appointment, Board, Opening, VisitType } from '../api/wire';
import type { FindWish } from '../board/BoardContext';
import { presentResources, startOf } from '../move/proposal';
import { sayDone } from '../shell/toasts';
import { useMinute } from '../shell/useNow';
import { clock, dateAt } from '../time/zone';
import { ageError, hasAgeLimits, patientError, toSearch, type FindForm } from './search';

const PAGE = 24;
const MOST = 200;

export type Stage = { at: 'choose' } | { at: 'held' | 'booked'; visit: Appointment };

function firstForm(wish: FindWish, board: Board, now: number): FindForm {
  const start = wish.from ?? Math.max(Date.parse(board.from), now);
  return {
    visitType: wish.instead?.visit_type ?? null,
    patient: wish.instead?.patient ?? '',
    age: '',
    from: dateAt(start, board.zone),
    practitioner: wish.practitioner ?? null,
    policy: 'earliest',
  };
}

/** Every role with the resource that the opening gives it. */
function resourcesOfOpening(opening: Opening): Record<string, string> {
  return Object.fromEntries(opening.segments.map((segment) => [segment.role, segment.resource]));
}

export function useFind(wish: FindWish, board: Board, visitTypes: ReadonlyMap<string, VisitType>, onMoved: () => void) {
  const now = useMinute();
  const [form, setForm] = useState(() => firstForm(wish, board, now));
  const [stage, setStage] = useState<Stage>({ at: 'choose' });
  const [tried, setTried] = useState(false);
  const [chosen, setChosen] = useState<Opening | null>(null);
  const [limit, setLimit] = useState(PAGE);
  const placeHold = usePlaceHold();
  const reschedule = useReschedule();
  const visitType = form.visitType === null ? undefined : visitTypes.get(form.visitType);
  const openings = useOpenings(stage.at === 'choose' ? toSearch(form, board, visitType, wish.from, now, limit) : undefined);

  const change = (part: Partial<FindForm>): void => {
    setForm((before) => ({ ...before, ...part }));
    setLimit(PAGE);
  };

  const move = (visit: Appointment, opening: Opening): void => {
    const back = { start: startOf(visit), resources: presentResources(visit) };
    reschedule.mutate(
      { appointment: visit, start: Date.parse(opening.start), resources: resourcesOfOpening(opening), anyResource: false },
      {
        onSuccess: (after) => {
          onMoved();
          sayDone(`Moved to ${clock(startOf(after), board.zone)}.`, async () => {
            await reschedule.mutateAsync({ appointment: after, ...back, anyResource: false });
            return `Back at ${clock(back.start, board.zone)}.`;
          });
        },
      },
    );
  };

  const hold = (opening: Opening, type: VisitType): void => placeHold.mutate(
    {
      patient: form.patient, visit_type: type.id, site: opening.site, start: opening.start,
      resources: resourcesOfOpening(opening), choice: 'first', lease_seconds: LEASE_SECONDS,
      ...(hasAgeLimits(type) ? { patient_age: Number(form.age) } : {}),
    },
    { onSuccess: (visit) => setStage({ at: 'held', visit }) },
  );

  const choose = (opening: Opening): void => {
    setTried(true);
    setChosen(opening);
    if (wish.instead) return move(wish.instead, opening);
    if (!visitType || patientError(form.patient) !== undefined || ageError(form.age, visitType) !== undefined) return;
    hold(opening, visitType);
  };

  return {
    form, change, stage, setStage, tried, chosen, choose, openings, visitType,
    trouble: placeHold.error ?? reschedule.error,
    busy: placeHold.isPending || reschedule.isPending,
    more: limit < MOST && (openings.data?.items.length ?? 0) >= limit ? () => setLimit(limit + PAGE) : undefined,
  };
}
