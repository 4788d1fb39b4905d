/** Zooming and turning days keep the moment in the middle of the board where it is. */
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { instantAt, minuteOfDay } from '../time/zone';
import { useDirection } from '../shell/direction';
import { scrollAcrossTo, scrolledAcross } from './geometry/flow';
import { firstPlace, type Place } from './geometry/firstPlace';
import { shows, toInstant, toX, type Timeline } from './geometry/timeline';

export function useKeepPlace(
  scroller: RefObject<HTMLElement | null>,
  timeline: Timeline,
  names: number,
  date: string,
  zone: string,
  firstVisit: number | undefined,
): void {
  const place = useRef<Place | null>(null);
  const flow = useDirection();

  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const remember = (): void => {
      const middle = toInstant(timeline, scrolledAcross(element) + (element.clientWidth - names) / 2);
      place.current = { middle, minute: minuteOfDay(middle, zone) };
    };
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [scroller, timeline, names, zone]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || timeline.width === 0) return;
    place.current ??= firstPlace(timeline, zone, date, Date.now(), firstVisit);
    const { middle, minute } = place.current;
    const kept = shows(timeline, middle) ? middle : instantAt(date, minute, zone);
    scrollAcrossTo(element, Math.max(0, toX(timeline, kept) - (element.clientWidth - names) / 2), flow);
    place.current = { middle: kept, minute };
    // A visit that comes or goes must not move the board.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [scroller, timeline, names, date, zone, flow]);
}
