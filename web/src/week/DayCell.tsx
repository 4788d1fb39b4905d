/** One resource's day in the week: how many visits, how much is free, and where. A press opens the day. */
import { memo } from 'react';
import type { Span } from '../board/geometry/spans';
import type { DayWindow } from '../board/geometry/timeline';
import type { Row } from '../board/rows';
import { dayInShort, lengthInWords, plural } from '../time/speech';
import { MINUTE } from '../time/zone';
import { dayLoad, type DayLoad } from './dayLoad';
import styles from './week.module.css';

/** Less free time than this is not worth a word. */
const WORTH_SAYING = 5 * MINUTE;

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}

function bands(spans: readonly Span[], colour: string): string[] {
  return spans.map(({ start, end }) =>
    `linear-gradient(${colour}, ${colour}) ${percent(start / Math.max(0.0001, 1 - (end - start)))} 0 / ${percent(end - start)} 100% no-repeat`);
}

/** The day as one strip: what is drawn first lies on top. */
function strip(load: DayLoad, rightToLeft: boolean): string {
  const turn = ({ start, end }: Span): Span => (rightToLeft ? { start: 1 - end, end: 1 - start } : { start, end });
  return [
    ...bands(load.busy.map(turn), 'var(--booked-edge)'),
    ...bands(load.blocked.map(turn), 'var(--line-strong)'),
    ...bands(load.working.map(turn), 'var(--open)'),
    'var(--closed)',
  ].join(', ');
}

/** Shared resources have places, not free hours. */
function restInWords(load: DayLoad, shared: boolean): string {
  if (shared) return load.held > 0 ? `${load.held} held` : '';
  const free = load.free < WORTH_SAYING ? 'full' : `${lengthInWords(load.free)} free`;
  return load.held > 0 ? `${free} · ${load.held} held` : free;
}

interface Props {
  row: Row;
  day: DayWindow;
  today: boolean;
  focusable: boolean;
  rightToLeft: boolean;
  goToDay: (date: string) => void;
}

export const DayCell = memo(function DayCell({ row, day, today, focusable, rightToLeft, goToDay }: Props) {
  const load = dayLoad(row, day);
  const off = !load.works && load.visits + load.held === 0;
  const rest = restInWords(load, row.resource.capacity_units > 1);
  const sessions = row.resource.sessions
    .filter((each) => Date.parse(each.start) >= day.start && Date.parse(each.start) < day.end).map((each) => each.label);
  const words = off ? 'not working' : [plural(load.visits, 'visit'), rest, ...sessions].filter(Boolean).join(', ');
  return (
    <div role="gridcell" className={styles.cell} data-today={today || undefined} data-off={off || undefined}>
      <button type="button" className={styles.day} tabIndex={focusable ? 0 : -1} data-cell={`${row.resource.id} ${day.date}`}
        title={sessions.length > 0 ? sessions.join(' · ') : undefined} onClick={() => goToDay(day.date)}>
        <span className="unseen">{`${dayInShort(day.date)}, ${row.resource.name}: ${words}. Open the day.`}</span>
        {!off && (
          <>
            <span className={styles.words} aria-hidden="true">
              <strong>{plural(load.visits, 'visit')}</strong>
              <span data-full={rest.startsWith('full') || undefined}>{rest}</span>
            </span>
            <span className={styles.strip} aria-hidden="true" style={{ background: strip(load, rightToLeft) }} />
          </>
        )}
      </button>
    </div>
  );
});
