/** A day without working time and without visits: says so, and leads to the next one that has some. */
import { useState } from 'react';
import { nextWorkingDay } from '../api/workingDay';
import type { Row } from '../board/rows';
import { capital, dayInWords, nearDay } from '../time/speech';
import { Button } from '../ui/Button';
import styles from './desk.module.css';
import { sayDone, sayProblem } from './toasts';

export function isIdle(rows: ReadonlyMap<string, Row>): boolean {
  return [...rows.values()].every(({ resource, parts, cancelled, working }) =>
    [parts, cancelled, working, resource.sessions, resource.blocks].every((each) => each.length === 0));
}

interface Props { site: string; date: string; today: string; goToDay: (date: string) => void }

export function NobodyWorks({ site, date, today, goToDay }: Props) {
  const [busy, setBusy] = useState(false);
  const go = async (): Promise<void> => {
    setBusy(true);
    try {
      const found = await nextWorkingDay(site, date);
      if (found === undefined) sayDone('Nobody works here in the eight weeks after that day.');
      else goToDay(found);
    } catch (error) {
      sayProblem(error);
    }
    setBusy(false);
  };
  const near = nearDay(date, today).toLowerCase();
  return (
    <div className={styles.empty}>
      <p><strong>{capital(near === '' ? `Nobody works here on ${dayInWords(date, today)}.` : `Nobody works here ${near}.`)}</strong> There are no visits and no working hours.</p>
      <Button look="primary" busy={busy} onPress={() => void go()}>Next working day</Button>
    </div>
  );
}
