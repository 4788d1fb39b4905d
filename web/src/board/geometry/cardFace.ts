/** What a card of a given size says: the start first, then the visit, then the patient; whole words or none. */

export interface CardFace {
  /** `minute`: only `:20`, under the ruler's hour; `digits`: only `20`. */
  time: 'clock' | 'minute' | 'digits' | 'none';
  /** `short`: the words that matter; `code`: a few letters. */
  what: 'name' | 'short' | 'code' | 'none';
  patient: boolean;
  /** The mark of the visit's state: beside the time, or on the line below it. */
  mark: 'beside' | 'below' | 'none';
  /** Time and visit stand side by side where there is one line only. */
  lines: 1 | 2;
}

/** Pixels that border and padding take. */
const EDGES = { tiny: 5, slim: 7, wide: 13 };
const ROOM = { clock: 31, minute: 17, digits: 13, code: 22, short: 48, name: 112, mark: 17, patient: 50 };
const TWO_LINES = 32;

/** Narrow cards save on padding and type; `wide` ones need not. */
export function girth(width: number): 'tiny' | 'slim' | 'wide' {
  if (width < 24) return 'tiny';
  return width < 76 ? 'slim' : 'wide';
}

function timeIn(room: number): CardFace['time'] {
  if (room >= ROOM.clock) return 'clock';
  if (room >= ROOM.minute) return 'minute';
  return room >= ROOM.digits ? 'digits' : 'none';
}

function whatIn(room: number): CardFace['what'] {
  if (room >= ROOM.name) return 'name';
  if (room >= ROOM.short) return 'short';
  return room >= ROOM.code ? 'code' : 'none';
}

/** `if-room`: the state is the rule that day, and the card's own look tells it as well. */
export type Mark = 'always' | 'if-room' | 'none';

/** Where the time leaves no room beside it, a telling mark goes below, before the code, or in place of it. */
function markIn(room: number, time: number, mark: Mark): CardFace['mark'] {
  if (mark === 'none') return 'none';
  if (room - time >= ROOM.mark) return 'beside';
  return mark === 'always' || room >= ROOM.mark + ROOM.code ? 'below' : 'none';
}

export function cardFace({ width, height, mark: wish }: { width: number; height: number; mark: Mark }): CardFace {
  const room = width - EDGES[girth(width)];
  const time = timeIn(room);
  const nothing: CardFace = { time, what: 'none', patient: false, mark: 'none', lines: 1 };
  if (time === 'none') return nothing;
  const timeRoom = ROOM[time];
  if (height < TWO_LINES) {
    const beside = wish !== 'none' && room >= timeRoom + ROOM.mark;
    return { ...nothing, mark: beside ? 'beside' : 'none', what: whatIn(room - timeRoom - (beside ? ROOM.mark : 0) - 4) };
  }
  const mark = markIn(room, timeRoom, wish);
  return {
    time,
    what: whatIn(room - (mark === 'below' ? ROOM.mark : 0)),
    patient: room - timeRoom - (mark === 'beside' ? ROOM.mark : 0) >= ROOM.patient,
    mark,
    lines: 2,
  };
}
