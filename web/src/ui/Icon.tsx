/** The app's few marks, drawn on a 16-pixel grid. Always decorative: a word or a label stands beside them. */
const PATHS = {
  previous: 'M10 3 5 8l5 5',
  next: 'M6 3l5 5-5 5',
  down: 'M4 6l4 4 4-4',
  skipBack: 'M8 3 3 8l5 5M13 3 8 8l5 5',
  skipOn: 'M8 3l5 5-5 5M3 3l5 5-5 5',
  close: 'M4 4l8 8M12 4l-8 8',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM11 11l3 3',
  calendar: 'M2.5 4.5h11v9h-11zM2.5 7h11M5.5 2.5v3M10.5 2.5v3',
  pin: 'M8 14V9.5M4.5 9.5h7l-1.2-2.5V3H5.7v4z',
  tick: 'M3 8.5l3.3 3.3L13 5',
  ticks: 'M1.5 8.5l3 3L11 5M8 11.3l.5.5L14.8 5',
  here: 'M8 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3.5 13.5a4.5 4.5 0 0 1 9 0z',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 5v3.3l2.2 1.5',
  cross: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  absent: 'M8 8a2.8 2.8 0 1 0 0-5.5A2.8 2.8 0 0 0 8 8zM2.8 13.8a5.2 5.2 0 0 1 10.4 0M1.8 2.2l12.4 11.6',
  help: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM6 6.3a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.3M8 11.6h.01',
  person: 'M8 8a2.8 2.8 0 1 0 0-5.5A2.8 2.8 0 0 0 8 8zM2.8 13.8a5.2 5.2 0 0 1 10.4 0',
  keys: 'M1.5 4h13v8.5h-13zM4 6.5h.01M6.7 6.5h.01M9.3 6.5h.01M12 6.5h.01M4.5 10h7',
  light: 'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9',
  dark: 'M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3z',
  auto: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 2v12A6 6 0 0 0 8 2z',
  move: 'M8 1.5v13M1.5 8h13M8 1.5 6 3.5M8 1.5l2 2M8 14.5l-2-2M8 14.5l2-2M1.5 8l2-2M1.5 8l2 2M14.5 8l-2-2M14.5 8l-2 2',
  plus: 'M8 3v10M3 8h10',
  ended: 'M4.5 4.5h7v7h-7z',
} as const;

export type IconName = keyof typeof PATHS;

/** Arrows along the page: in a page read from right to left they point the other way. */
const ALONG: ReadonlySet<IconName> = new Set(['previous', 'next', 'skipBack', 'skipOn']);
const FILLED: ReadonlySet<IconName> = new Set(['here']);

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false" data-along={ALONG.has(name) || undefined}
      fill={FILLED.has(name) ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.6"
      strokeLinecap="round" strokeLinejoin="round" style={{ flex: 'none' }}>
      <path d={PATHS[name]} />
    </svg>
  );
}
