/** What of the board is in sight, in coarse steps so that scrolling redraws seldom. */
import { useEffect, useState, type RefObject } from 'react';
import { scrolledAcross } from './geometry/flow';

export interface Viewport { top: number; across: number; width: number; height: number }

const STEP = { down: 160, across: 320 };

function measure(element: HTMLElement): Viewport {
  return {
    top: Math.floor(element.scrollTop / STEP.down) * STEP.down,
    across: Math.floor(scrolledAcross(element) / STEP.across) * STEP.across,
    width: element.clientWidth,
    height: element.clientHeight,
  };
}

function same(a: Viewport, b: Viewport): boolean {
  return a.top === b.top && a.across === b.across && a.width === b.width && a.height === b.height;
}

export function useViewport(scroller: RefObject<HTMLElement | null>): Viewport {
  const [viewport, setViewport] = useState<Viewport>({ top: 0, across: 0, width: 0, height: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const update = (): void => setViewport((before) => {
      const now = measure(element);
      return same(before, now) ? before : now;
    });
    update();
    const watcher = new ResizeObserver(update);
    watcher.observe(element);
    element.addEventListener('scroll', update, { passive: true });
    return () => {
      watcher.disconnect();
      element.removeEventListener('scroll', update);
    };
  }, [scroller]);
  return viewport;
}

/** How far beyond the sight things are drawn, so that a step of scrolling shows no holes. */
export const BEYOND = { down: 2 * STEP.down, across: 2 * STEP.across };
