/** What a card of a given size says: the start first, then the visit, then the patient; whole words or none. */

export interface CardFace {
  /** `minute`: only `:20`, under the ruler's hour; `digits`: only `20`. */
  time: 'clock' | 'minute' | 'digits' | 'none';
  /** `short`: the words that matter; `code`: a few letters. */
  what: 'name' | 'short' | 'code' | 'none';
  patient: boolean;
  mark: boolean;
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

export function cardFace({ width, height, marked }: { width: number; height: number; marked: boolean }): CardFace {
  const room = width - EDGES[girth(width)];
  const time = timeIn(room);
  const nothing: CardFace = { time, what: 'none', patient: false, mark: false, lines: 1 };
  if (time === 'none') return nothing;
  const timeRoom = ROOM[time];
  if (height < TWO_LINES) {
    const mark = marked && room >= ROOM.clock + ROOM.mark;
    return { ...nothing, mark, what: whatIn(room - timeRoom - (mark ? ROOM.mark : 0) - 4) };
  }
  // The mark stands beside the time; where there is no room it takes the place of the code.
  const beside = room - timeRoom >= ROOM.mark;
  return {
    time,
    what: whatIn(room - (marked && !beside ? ROOM.mark : 0)),
    patient: room - timeRoom - (marked ? ROOM.mark : 0) >= ROOM.patient,
    mark: marked,
    lines: 2,
  };
}
