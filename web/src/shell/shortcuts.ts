/** Every key that the desk listens to, in words, as the help shows them. */
export interface Shortcut { keys: readonly string[]; words: string }
export interface Chapter { title: string; shortcuts: readonly Shortcut[] }

export const CHAPTERS: readonly Chapter[] = [
  {
    title: 'On the board',
    shortcuts: [
      { keys: ['Tab'], words: 'Into the board, and out of it again' },
      { keys: ['←', '→'], words: 'To the visit or free time beside it' },
      { keys: ['↑', '↓'], words: 'To the row above or below' },
      { keys: ['Home', 'End'], words: 'To the first or last of the row' },
      { keys: ['Enter'], words: 'Open the visit, or book the free time' },
      { keys: ['M'], words: 'Move the visit' },
      { keys: ['O'], words: 'How the row’s session will go, for those who may see it' },
      { keys: ['P'], words: 'Keep this row on top, or let it go' },
    ],
  },
  {
    title: 'While moving a visit',
    shortcuts: [
      { keys: ['←', '→'], words: 'To the next time, five minutes away or more' },
      { keys: ['Shift', '← →'], words: 'A quarter of an hour or more' },
      { keys: ['↑', '↓'], words: 'To another row that can take it' },
      { keys: ['A'], words: 'Let any free room or device take part' },
      { keys: ['Enter'], words: 'Move it here' },
      { keys: ['Esc'], words: 'Leave it where it was' },
    ],
  },
  {
    title: 'Everywhere',
    shortcuts: [
      { keys: ['Ctrl', 'Z'], words: 'Take the last move back, while Undo is offered (⌘ Z on a Mac)' },
      { keys: ['Esc'], words: 'Close the panel or this list' },
      { keys: ['?'], words: 'Show this list' },
    ],
  },
];

export const BY_POINTER: readonly string[] = [
  'With a mouse, drag a visit.',
  'With a finger, rest on a visit until it lifts, then drag it. A finger that moves at once scrolls.',
  'Let go beside the board, and the visit stays where it was.',
  '“Find another time” in the visit does the same without dragging.',
];
