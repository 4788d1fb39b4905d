/** What is being done beside the day: a visit looked at, or a time looked for. */
import { lazy, Suspense } from 'react';
import type { FindWish } from '../board/BoardContext';
import type { Day } from './useDay';

const FindPanel = lazy(() => import('../find/FindPanel').then((module) => ({ default: module.FindPanel })));
const VisitPanel = lazy(() => import('../appointment/VisitPanel').then((module) => ({ default: module.VisitPanel })));

export type Beside = { visit: string } | { find: FindWish };

interface Props { beside: Beside; day: Day; onBoard: boolean; onClose: () => void }

function wishKey(wish: FindWish): string {
  return [wish.from, wish.practitioner, wish.instead?.id].join(' ');
}

export function SidePanel({ beside, day, onBoard, onClose }: Props) {
  const board = day.board.data;
  const visitTypes = day.visitTypes.data;
  if (!board || !visitTypes) return null;
  return (
    <Suspense fallback={null}>
      {'visit' in beside
        ? <VisitPanel key={beside.visit} id={beside.visit} visitTypes={visitTypes} onBoard={onBoard} onClose={onClose}
            seen={board.appointments.find((each) => each.id === beside.visit)} />
        : <FindPanel key={wishKey(beside.find)} wish={beside.find} board={board} visitTypes={visitTypes} onClose={onClose} />}
    </Suspense>
  );
}
