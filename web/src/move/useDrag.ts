/**
 * Moving a visit by pointer. A mouse or a pen drags at once. A finger must rest on the visit for a moment until it
 * lifts, so that a finger that goes on its way still scrolls. Letting go outside the board leaves the visit where it is.
 */
import { useEffect, useRef, type MouseEvent, type PointerEvent, type RefObject } from 'react';
import type { VisitType } from '../api/wire';
import { across, flowOf, scrolledAcross } from '../board/geometry/flow';
import { snap } from '../board/geometry/snap';
import { rowAt, type Stack } from '../board/geometry/stack';
import { toInstant, toX, type Timeline } from '../board/geometry/timeline';
import type { Entry } from '../board/groups';
import { light } from '../board/lit';
import type { Part, Row } from '../board/rows';
import { canMove } from '../board/status';
import { edgePush, isInside, useDragWatch, type Point } from './dragWatch';
import { LongPress } from './longPress';
import { startOf } from './proposal';
import type { Mover } from './useMove';

const THRESHOLD = 6;

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

/** `at` is where the pointer is; `offset` how far behind the visit's start it grabbed. */
interface Grab { part: Part; pointer: number; from: Point; at: Point; offset: number; dragging: boolean }

function grabbedPart(target: EventTarget, rows: ReadonlyMap<string, Row>): Part | undefined {
  const card = target instanceof Element ? target.closest<HTMLElement>('[data-visit][data-stop]') : null;
  const [row = '', key] = card?.dataset['stop']?.split(' ') ?? [];
  return rows.get(row)?.parts.find((part) => part.key === key);
}

/** A visit that was only lifted stays where it is, even at an edge. */
function hasMoved(held: Grab | null): boolean {
  return held !== null && Math.hypot(held.at.x - held.from.x, held.at.y - held.from.y) >= THRESHOLD;
}

/** Where on the board's plane a point of the window lies. */
function onPlane(point: Point, { scroller, names, ruler }: Setting): Point {
  const element = scroller.current;
  const box = element?.getBoundingClientRect();
  if (!element || !box) return { x: 0, y: 0 };
  return {
    x: across(point.x, box, flowOf(element)) + scrolledAcross(element) - names,
    y: point.y - box.top + element.scrollTop - ruler,
  };
}

/** The move goes where the pointer is: to that time, and to that row if it is of the same kind. */
function follow(held: Grab, setting: Setting): void {
  const { x, y } = onPlane(held.at, setting);
  const every = setting.visitTypes?.get(held.part.appointment.visit_type)?.start_every_minutes ?? 5;
  const start = snap(toInstant(setting.timeline, x - held.offset), every, setting.zone);
  const entry = setting.list[rowAt(setting.stack, y)];
  const sameKind = entry?.type === 'row' && entry.row.resource.kind === setting.rows.get(held.part.resource)?.resource.kind;
  setting.mover.change(sameKind ? { start, to: entry.row.resource.id } : { start });
}

export function useDrag(setting: Setting) {
  const grab = useRef<Grab | null>(null);
  const swallowClick = useRef(false);
  const press = useRef<LongPress>(null);
  press.current ??= new LongPress();
  const latest = useRef(setting);
  useEffect(() => {
    latest.current = setting;
  });

  const lift = (held: Grab): void => {
    const { mover, scroller } = latest.current;
    grab.current = held;
    held.dragging = true;
    swallowClick.current = true;
    scroller.current?.setPointerCapture(held.pointer);
    navigator.vibrate?.(8);
    light(null);
    mover.start(held.part.appointment, held.part, 'pointer');
  };

  const letGo = (): void => {
    press.current?.end();
    grab.current = null;
  };

  const giveUp = (): void => {
    const dragged = grab.current?.dragging ?? false;
    letGo();
    if (dragged) latest.current.mover.stop();
  };

  useDragWatch({
    scroller: setting.scroller,
    dragging: setting.mover.move?.by === 'pointer',
    holds: () => grab.current?.dragging ?? false,
    push: () => {
      const { scroller, names, ruler } = latest.current;
      return edgePush(hasMoved(grab.current) ? grab.current?.at : undefined, scroller.current, names, ruler);
    },
    pushed: () => grab.current && follow(grab.current, latest.current),
    giveUp,
  });

  return {
    onPointerDown: (event: PointerEvent): void => {
      swallowClick.current = false;
      // A second finger pinches: it must not carry what the first one holds.
      if (!event.isPrimary) return giveUp();
      if (event.button !== 0 || !setting.mayBook || setting.mover.busy) return;
      const part = grabbedPart(event.target, setting.rows);
      if (!part || !canMove(part.appointment.status)) return;
      const from = { x: event.clientX, y: event.clientY };
      const offset = onPlane(from, setting).x - toX(setting.timeline, startOf(part.appointment));
      const held: Grab = { part, pointer: event.pointerId, from, at: from, offset, dragging: false };
      if (event.pointerType === 'touch') press.current?.begin(from.x, from.y, () => lift(held));
      else grab.current = held;
    },
    onPointerMove: (event: PointerEvent): void => {
      press.current?.moved(event.clientX, event.clientY);
      const held = grab.current;
      if (!held || event.pointerId !== held.pointer) return;
      held.at = { x: event.clientX, y: event.clientY };
      if (!held.dragging) {
        if (!hasMoved(held)) return;
        lift(held);
      }
      if (isInside(held.at, setting.scroller.current)) follow(held, setting);
      else setting.mover.change({ outside: true });
    },
    onPointerUp: (event: PointerEvent): void => {
      const dropped = (grab.current?.dragging ?? false) && setting.mover.move !== null;
      const inside = isInside({ x: event.clientX, y: event.clientY }, setting.scroller.current);
      if (!dropped) return letGo();
      if (!inside) return giveUp();
      letGo();
      setting.mover.drop();
    },
    onPointerCancel: giveUp,
    /** A finger that rests would open the browser's own menu. */
    onContextMenu: (event: MouseEvent): void => {
      if (press.current?.waits === true || grab.current?.dragging === true) event.preventDefault();
    },
    /** The click that ends a drag must not open the visit. */
    onClickCapture: (event: MouseEvent): void => {
      // Enter on a card is a click as well, of no pointer.
      if (!swallowClick.current || event.detail === 0) return;
      swallowClick.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
