/** Which day this is, the largest thing on the screen, and the way to other days. */
import { useState } from 'react';
import { nearestDayWithVisits } from '../api/board';
import { daysOf, type Zoom } from '../board/geometry/zoom';
import { addDays, mondayOf } from '../time/civil';
import { dayInWords, nearDay, weekInWords } from '../time/speech';
import { Button } from '../ui/Button';
import { DateField } from '../ui/DateField';
import { Icon } from '../ui/Icon';
import styles from './dayHeader.module.css';
import { sayDone, sayProblem } from './toasts';

interface Props {
  date: string;
  today: string;
  zoom: Zoom;
  site: string | undefined;
  zone: string | undefined;
  summary: string;
  /** True when the day is known to have no visits. */
  empty: boolean;
  goTo: (date: string) => void;
}

function useJump({ date, site, zone, zoom, goTo }: Props) {
  const [busy, setBusy] = useState(false);
  const jump = async (way: 1 | -1): Promise<void> => {
    if (site === undefined || zone === undefined || busy) return;
    setBusy(true);
    try {
      const edge = zoom === 'week' ? (way === 1 ? addDays(mondayOf(date), 6) : mondayOf(date)) : date;
      const found = await nearestDayWithVisits({ site, zone, date: edge, way });
      if (found === undefined) sayDone(way === 1 ? 'No later day has visits.' : 'No earlier day has visits.');
      else goTo(found);
    } catch (error) {
      sayProblem(error);
    }
    setBusy(false);
  };
  return { busy, jump };
}

export function DayHeader(props: Props) {
  const { date, today, zoom, goTo, summary, empty } = props;
  const { busy, jump } = useJump(props);
  const days = daysOf(zoom);
  const near = zoom === 'week' ? '' : nearDay(date, today);
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <h1>{zoom === 'week' ? weekInWords(mondayOf(date), today) : dayInWords(date, today)}</h1>
        <p>
          {[near, summary].filter(Boolean).join(' · ')}
          {empty && <button type="button" className={styles.link} onClick={() => void jump(1)}>Go to the next day with visits</button>}
        </p>
      </div>
      <div className={styles.days} role="group" aria-label="Day">
        <span className={styles.skip}><Button look="icon" busy={busy} onPress={() => void jump(-1)} aria-label="Last day before with visits"><Icon name="skipBack" /></Button></span>
        <Button look="icon" aria-label={days === 1 ? 'Day before' : 'Week before'} onPress={() => goTo(addDays(date, -days))}><Icon name="previous" /></Button>
        <Button onPress={() => goTo(today)} isDisabled={date === today}>Today</Button>
        <Button look="icon" aria-label={days === 1 ? 'Day after' : 'Week after'} onPress={() => goTo(addDays(date, days))}><Icon name="next" /></Button>
        <span className={styles.skip}><Button look="icon" busy={busy} onPress={() => void jump(1)} aria-label="Next day with visits"><Icon name="skipOn" /></Button></span>
        <DateField label="Date" hideLabel value={date} onChange={goTo} />
      </div>
    </header>
  );
}
