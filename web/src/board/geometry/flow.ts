/**
 * Which way time runs across the screen.
 *
 * Decision: time runs as the page is read. In a right-to-left page the names stand on the right and the day begins
 * beside them, as calendars and timelines in Arabic and Hebrew have it; clock times themselves are still read from left
 * to right. So everything on the board is placed from its inline start, and only this file knows which side that is.
 * The left arrow key goes to what is seen on the left: later in such a page, earlier in others.
 */
export type Flow = 'ltr' | 'rtl';

export function flowOf(element: Element = document.documentElement): Flow {
  return element.closest('[dir]')?.getAttribute('dir') === 'rtl' ? 'rtl' : 'ltr';
}

/** How far from a box's inline start a pointer is. */
export function across(clientX: number, box: { left: number; right: number }, flow: Flow): number {
  return flow === 'rtl' ? box.right - clientX : clientX - box.left;
}

/** How far an element is scrolled away from its inline start; browsers count below zero in right-to-left pages. */
export function scrolledAcross(element: { scrollLeft: number }): number {
  return Math.abs(element.scrollLeft);
}

export function scrollAcrossTo(element: { scrollLeft: number }, distance: number, flow: Flow): void {
  element.scrollLeft = flow === 'rtl' ? -distance : distance;
}

/** The way in time that a horizontal arrow points to, or none for other keys. */
export function wayOf(key: string, flow: Flow): 1 | -1 | undefined {
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined;
  return (key === 'ArrowRight') === (flow === 'ltr') ? 1 : -1;
}
