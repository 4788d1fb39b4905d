/** What goes on around a drag: scrolling at the board's edges, holding the page still, and every way to give up. */
import { useEffect, useRef, type RefObject } from 'react';
import { flowOf } from '../board/geometry/flow';

export interface Point { x: number; y: number }

const EDGE = 36;
/** Pixels a frame. */
const SPEED = 10;

function push(at: number, low: number, high: number): number {
  if (at < low) return -SPEED;
  return at > high ? SPEED : 0;
}

/** Which way the board scrolls under a pointer that is near one of its edges. */
export function edgePush(at: Point | undefined, element: HTMLElement | null, names: number, ruler: number): Point {
  const box = element?.getBoundingClientRect();
  if (!at || !element || !box || !isInside(at, element)) return { x: 0, y: 0 };
  const [left, right] = flowOf(element) === 'rtl' ? [0, names] : [names, 0];
  return {
    x: push(at.x, box.left + left + EDGE, box.right - right - EDGE),
    y: push(at.y, box.top + ruler + EDGE, box.bottom - EDGE),
  };
}

export function isInside(at: Point, element: HTMLElement | null): boolean {
  const box = element?.getBoundingClientRect();
  return box !== undefined && at.x >= box.left && at.x <= box.right && at.y >= box.top && at.y <= box.bottom;
}

interface Watch {
  scroller: RefObject<HTMLElement | null>;
  /** A pointer carries a visit, as far as has been drawn. */
  dragging: boolean;
  /** The same, at this very moment. */
  holds: () => boolean;
  push: () => Point;
  pushed: () => void;
  giveUp: () => void;
}

/** While a visit is carried, a finger must not scroll. Only a listener that was there before the touch may say so. */
function useStillPage({ scroller, holds }: Watch): void {
  const now = useRef(holds);
  useEffect(() => {
    now.current = holds;
  });
  useEffect(() => {
    const element = scroller.current;
    const onTouchMove = (event: TouchEvent): void => {
      if (now.current() && event.cancelable) event.preventDefault();
    };
    element?.addEventListener('touchmove', onTouchMove, { passive: false });
    return () => element?.removeEventListener('touchmove', onTouchMove);
  }, [scroller]);
}

export function useDragWatch(watch: Watch): void {
  useStillPage(watch);
  const { dragging } = watch;
  const now = useRef(watch);
  useEffect(() => {
    now.current = watch;
  });

  useEffect(() => {
    if (!dragging) return undefined;
    const giveUp = (): void => {
      if (now.current.holds()) now.current.giveUp();
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !now.current.holds()) return;
      event.preventDefault();
      event.stopPropagation();
      giveUp();
    };
    addEventListener('keydown', onKey, { capture: true });
    addEventListener('blur', giveUp);
    document.addEventListener('visibilitychange', giveUp);
    let frame = requestAnimationFrame(function step() {
      const { x, y } = now.current.push();
      if (now.current.holds() && (x !== 0 || y !== 0)) {
        now.current.scroller.current?.scrollBy(x, y);
        now.current.pushed();
      }
      frame = requestAnimationFrame(step);
    });
    return () => {
      removeEventListener('keydown', onKey, { capture: true });
      removeEventListener('blur', giveUp);
      document.removeEventListener('visibilitychange', giveUp);
      cancelAnimationFrame(frame);
    };
  }, [dragging]);
}
