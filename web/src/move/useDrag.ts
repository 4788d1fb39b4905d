/** Moving by mouse or pen. A finger scrolls instead; on touch a visit is moved from its panel. */
import { useRef, type PointerEvent, type RefObject } from 'react';
import type { VisitType } from '../api/wire';
import { snap } from '../board/geometry/snap';
import { rowAt, type Stack } from '../board/geometry/stack';
import { toInstant, toX, type Timeline } from '../board/geometry/timeline';
import type { Entry } from '../board/groups';
import type { Part, Row } from '../board/rows';
import { canMove } from '../board/status';
import { startOf } from './proposal';
import type { Mover } from './useMove';

const THRESHOLD = 6;
const EDGE = 36;

interface Setting {
  scroller: RefObject<HTMLElement | null>;
  timeline: Timeline;
  rows: ReadonlyMap<string, Row>;
  list: readonly Entry[];
  stack: Stack;
  names: number;
  ruler: number;
  zone: string;
  mayBook: boolean;
  visitTypes: ReadonlyMap<string, VisitType> | undefined;
  mover: Mover;
}

interface Grab { part: Part; x: number; y: number; offset: number; dragging: boolean }

function grabbedPart(target: EventTarget, rows: ReadonlyMap<string, Row>): Part | undefined {
  const card = target instanceof Element ? target.closest<HTMLElement>('[data-visit][data-stop]') : null;
  const [row = '', key] = card?.dataset['stop']?.split(' ') ?? [];
  return rows.get(row)?.parts.find((part) => part.key === key);
}

/** Pixels to scroll when the pointer is beyond the low or the high edge. */
function push(at: number, low: number, high: number): number {
  if (at < low) return -14;
  return at > high ? 14 : 0;
}

export function useDrag(setting: Setting) {
  const grab = useRef<Grab | null>(null);
  const swallowClick = useRef(false);

  const place = (event: PointerEvent): { x: number; y: number } => {
    const element = setting.scroller.current;
    const box = element?.getBoundingClientRect();
    if (!element || !box) return { x: 0, y: 0 };
    return {
      x: event.clientX - box.left + element.scrollLeft - setting.names,
      y: event.clientY - box.top + element.scrollTop - setting.ruler,
    };
  };

  const scrollAtEdges = (event: PointerEvent): void => {
    const element = setting.scroller.current;
    const box = element?.getBoundingClientRect();
    if (!element || !box) return;
    element.scrollBy(push(event.clientX, box.left + setting.names + EDGE, box.right - EDGE),
      push(event.clientY, box.top + setting.ruler + EDGE, box.bottom - EDGE));
  };

  const follow = (held: Grab, event: PointerEvent): void => {
    const { x, y } = place(event);
    const every = setting.visitTypes?.get(held.part.appointment.visit_type)?.start_every_minutes ?? 5;
    const start = snap(toInstant(setting.timeline, x - held.offset), every, setting.zone);
    const entry = setting.list[rowAt(setting.stack, y)];
    const sameKind = entry?.type === 'row' && entry.row.resource.kind === setting.rows.get(held.part.resource)?.resource.kind;
    setting.mover.change(sameKind ? { start, to: entry.row.resource.id } : { start });
    scrollAtEdges(event);
  };

  return {
    onPointerDown: (event: PointerEvent): void => {
      swallowClick.current = false;
      if (event.button !== 0 || event.pointerType === 'touch' || !setting.mayBook) return;
      const part = grabbedPart(event.target, setting.rows);
      if (!part || !canMove(part.appointment.status)) return;
      const offset = place(event).x - toX(setting.timeline, startOf(part.appointment));
      grab.current = { part, x: event.clientX, y: event.clientY, offset, dragging: false };
    },
    onPointerMove: (event: PointerEvent): void => {
      const held = grab.current;
      if (!held) return;
      if (!held.dragging) {
        if (Math.hypot(event.clientX - held.x, event.clientY - held.y) < THRESHOLD) return;
        held.dragging = true;
        swallowClick.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        setting.mover.start(held.part.appointment, held.part, 'pointer');
      }
      follow(held, event);
    },
    onPointerUp: (): void => {
      const dragged = grab.current?.dragging ?? false;
      grab.current = null;
      if (dragged && setting.mover.move) setting.mover.drop();
    },
    onPointerCancel: (): void => {
      grab.current = null;
      setting.mover.stop();
    },
    /** The click that ends a drag must not open the visit. */
    onClickCapture: (event: { preventDefault: () => void; stopPropagation: () => void }): void => {
      if (!swallowClick.current) return;
      swallowClick.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
