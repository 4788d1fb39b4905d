/** The day as lists, one a resource: for small screens, for screen readers, and for whoever likes lists. */
import { useState } from 'react';
import { useScene } from '../board/BoardContext';
import { keptInWords, keptSlots } from '../board/keptSlots';
import type { Group } from '../board/groups';
import { resourcesOf } from '../board/names';
import { adviceInWords, outlookInWords } from '../board/outlook';
import { levelOf, riskAloud, riskInWords } from '../board/risk';
import type { Row } from '../board/rows';
import { STATUS_WORDS } from '../board/status';
import { StatusMark } from '../board/StatusMark';
import { useMinute } from '../shell/useNow';
import { capital, countInWords, lengthInWords, plural, spanInWords } from '../time/speech';
import { clock } from '../time/zone';
import { Button } from '../ui/Button';
import { agenda, type Item } from './agenda';
import styles from './list.module.css';

function Visit({ item, row }: { item: Item & { type: 'visit' }; row: Row }) {
  const { names, openVisit, openId, risks, doubtfulFrom } = useScene();
  const { appointment } = item;
  const risk = appointment.status === 'booked' ? risks.get(appointment.id)?.no_show : undefined;
  const others = resourcesOf(appointment).filter((id) => id !== row.resource.id).map(names.resource);
  return (
    <button type="button" className={styles.visit} data-status={appointment.status} data-visit={appointment.id}
      data-open={openId === appointment.id || undefined} data-stop={`${row.resource.id} ${item.key}`}
      onClick={() => openVisit(appointment)}>
      <span className="unseen">{names.full(appointment)}{riskAloud(risk, doubtfulFrom)}</span>
      <span aria-hidden="true" className={styles.name}>{names.visit(appointment)}</span>
      <span aria-hidden="true" className={styles.more}>{[appointment.patient, ...others].join(' · ')}</span>
      <span aria-hidden="true" className={styles.status}><StatusMark status={appointment.status} />{STATUS_WORDS[appointment.status]}</span>
      {risk && <span aria-hidden="true" className={styles.risk} data-level={levelOf(risk, doubtfulFrom)}>{capital(riskInWords(risk, doubtfulFrom))}</span>}
    </button>
  );
}

function Free({ item, row }: { item: Item; row: Row }) {
  const { find, zone } = useScene();
  return (
    <button type="button" className={styles.free} data-stop={`${row.resource.id} ${item.key}`}
      onClick={() => find({ practitioner: row.resource.id, from: item.start })}>
      <span className="unseen">{`Free, ${spanInWords(item.start, item.end, zone)}, ${row.resource.name}. Book here.`}</span>
      <span aria-hidden="true">Free for {lengthInWords(item.end - item.start)}</span>
      <span aria-hidden="true" className={styles.book}>Book</span>
    </button>
  );
}

/** So many at first: a day of thousands is seldom read to its end. */
const AT_FIRST = 150;

function Agenda({ row, now }: { row: Row; now: number }) {
  const { mayBook, zone, outlooks } = useScene();
  const outlook = outlooks.get(row.resource.id);
  const items = agenda(row, now, mayBook);
  const [most, setMost] = useState(AT_FIRST);
  const visits = row.parts.length;
  const sessions = row.resource.sessions.map((session) => session.label);
  const kept = keptInWords(keptSlots(row.resource, now), zone);
  return (
    <section className={styles.resource} aria-labelledby={`list-${row.resource.id}`}>
      <header className={styles.head}>
        <h3 id={`list-${row.resource.id}`}>{row.resource.name}</h3>
        <span>{visits === 0 && row.working.length === 0 ? 'not working' : plural(visits, 'visit')}</span>
        {sessions.length > 0 && <p>{sessions.join(' · ')}</p>}
        {kept !== '' && <p>{kept}</p>}
        {outlook && <p className={styles.outlook}>{outlook.advice !== 'as-planned' && <strong>{adviceInWords(outlook)}. </strong>}{outlookInWords(outlook)}</p>}
      </header>
      <ol>
        {items.slice(0, most).map((item) => (
          <li key={item.key} data-over={item.end <= now || undefined}>
            <span className={styles.time}>{clock(item.start, zone)}</span>
            {item.type === 'visit' && <Visit item={item} row={row} />}
            {item.type === 'free' && <Free item={item} row={row} />}
            {item.type === 'block' && <p className={styles.block}>{item.reason}, until {clock(item.end, zone)}</p>}
          </li>
        ))}
      </ol>
      {items.length > most && (
        <p className={styles.rest}>
          {countInWords(most)} of {countInWords(items.length)} are shown.
          <Button onPress={() => setMost(most * 2)}>Show more</Button>
        </p>
      )}
    </section>
  );
}

export function DayList({ groups }: { groups: readonly Group[] }) {
  const now = useMinute();
  return (
    <div className={styles.page}>
      {groups.map((group) => (
        <section key={group.title} aria-label={group.title}>
          <h2 className={styles.group}>{group.title}</h2>
          <div className={styles.grid}>
            {group.rows.map((row) => <Agenda key={row.resource.id} row={row} now={now} />)}
          </div>
        </section>
      ))}
    </div>
  );
}
