/** Times that fit, as a list by day. */
import type { ReactNode } from 'react';
import type { Opening } from '../api/wire';
import { useScene } from '../board/BoardContext';
import { useMinute } from '../shell/useNow';
import { dayInWords, nearDay } from '../time/speech';
import { clock, dateAt, foreignZone } from '../time/zone';
import styles from './openings.module.css';
import { byDay } from './search';

interface Props {
  openings: readonly Opening[];
  chosen: Opening | null;
  onChoose: (opening: Opening) => void;
  /** Shown under the chosen time: what stood in its way. */
  trouble: ReactNode;
}

function who(opening: Opening, name: (id: string) => string): string {
  return [...new Set(opening.segments.map((segment) => segment.resource))].map(name).join(', ');
}

export function Openings({ openings, chosen, onChoose, trouble }: Props) {
  const { zone, names } = useScene();
  const today = dateAt(useMinute(), zone);
  const note = foreignZone(Date.parse(openings[0]?.start ?? ''), zone);
  return (
    <div className={styles.days}>
      {note !== '' && <p className={styles.zone}>Times are in {note}.</p>}
      {byDay(openings, zone).map((day) => (
        <section key={day.date} aria-labelledby={`day-${day.date}`}>
          <h3 id={`day-${day.date}`} className={styles.day}>
            {[nearDay(day.date, today), dayInWords(day.date, today)].filter(Boolean).join(', ')}
          </h3>
          <ul className={styles.list}>
            {day.openings.map((opening) => (
              <li key={`${opening.start} ${who(opening, names.resource)}`}>
                <button type="button" className={styles.opening} data-chosen={chosen === opening || undefined}
                  onClick={() => onChoose(opening)}>
                  <span className={styles.time}>{clock(Date.parse(opening.start), zone)}</span>
                  <span className={styles.detail}>
                    <span>to {clock(Date.parse(opening.end), zone)}</span>
                    <span className={styles.who}>{who(opening, names.resource)}</span>
                  </span>
                </button>
                {chosen === opening && trouble}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
