/** Where words beside points stand: the first place around each point that covers nothing said before. */
export interface Label { x: number; y: number; words: string; reach?: number }
export interface Placed { x: number; y: number; anchor: 'start' | 'middle' | 'end' }
interface Box { left: number; right: number; top: number; bottom: number }

/** Mean width of a letter of 12-pixel type. */
const LETTER = 6.7;
const LINE = 14;

function boxOf(place: Placed, words: string): Box {
  const width = words.length * LETTER;
  const left = place.anchor === 'start' ? place.x : place.anchor === 'end' ? place.x - width : place.x - width / 2;
  return { left, right: left + width, top: place.y - 11, bottom: place.y - 11 + LINE };
}

function meet(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function around({ x, y, reach = 8 }: Label): Placed[] {
  return [
    { x: x + reach + 3, y: y + 4, anchor: 'start' },
    { x: x - reach - 3, y: y + 4, anchor: 'end' },
    { x, y: y - reach - 4, anchor: 'middle' },
    { x, y: y + reach + 13, anchor: 'middle' },
    { x: x + reach, y: y - reach, anchor: 'start' },
    { x: x + reach, y: y + reach + 8, anchor: 'start' },
    { x: x - reach, y: y - reach, anchor: 'end' },
    { x: x - reach, y: y + reach + 8, anchor: 'end' },
    { x: x + reach + 3, y: y + 20, anchor: 'start' },
    { x: x - reach - 3, y: y - 14, anchor: 'end' },
  ];
}

/** Places for the labels, given the marks that words should not cover. Where nothing is free the first place is taken. */
export function placeLabels(labels: readonly Label[], points: readonly { x: number; y: number }[], room: Box): Placed[] {
  const taken: Box[] = points.map(({ x, y }) => ({ left: x - 7, right: x + 7, top: y - 6, bottom: y + 6 }));
  return labels.map((label) => {
    const places = around(label);
    const inside = places.filter((place) => {
      const box = boxOf(place, label.words);
      return box.left >= room.left && box.right <= room.right && box.top >= room.top && box.bottom <= room.bottom;
    });
    const free = inside.find((place) => !taken.some((other) => meet(boxOf(place, label.words), other)));
    const chosen = free ?? inside[0] ?? { x: label.x, y: label.y - 12, anchor: 'middle' as const };
    taken.push(boxOf(chosen, label.words));
    return chosen;
  });
}
