/** The order that is best at the costs of the sliders: its slots, its waits, its numbers beside those of unplanned orders. */
import { DataTable } from '../chart/DataTable';
import page from '../shell/page.module.css';
import { capital } from '../time/speech';
import { Button } from '../ui/Button';
import { TextField } from '../ui/TextField';
import { decimal, percent } from '../words/numbers';
import { KindMark } from './KindMark';
import styles from './lab.module.css';
import { costOf, isFree, type NamedOrder } from './orders';
import type { Lab, Result } from './useLab';
import { WaitsChart } from './WaitsChart';

function Letters({ sequence }: { sequence: string | undefined }) {
  if (sequence === undefined) return <>another each time</>;
  return <span className={styles.letters}>{[...sequence].join('\u200b')}</span>;
}

function Numbers({ lab, result }: { lab: Lab; result: Result }) {
  const { best, references } = result;
  const least = costOf(best, lab.costs);
  const rows = [{ ...best, name: isFree(lab.costs) ? 'One of the orders' : 'Best at these costs' }, ...references];
  const above = (order: NamedOrder): string => {
    const cost = costOf(order, lab.costs);
    return order.id === best.id ? '–' : least > 0 ? `+${percent(cost / least - 1)}` : '–';
  };
  return (
    <DataTable label="Numbers of the best order and of unplanned ones"
      columns={['Order', 'Waiting (min)', 'Idling (min)', 'Overtime (min)', 'Unevenness (min)', 'Cost', 'Above best', 'Kinds']}
      rows={rows.map((order) => ({
        key: order.id + order.name,
        marked: order.id === best.id && order.name !== best.name && order === rows[0],
        cells: [
          capital(order.name), ...[order.wait, order.idle, order.overtime, order.std_w].map(decimal),
          decimal(costOf(order, lab.costs)), above(order), <Letters key="kinds" sequence={order.sequence} />,
        ],
      }))} />
  );
}

export function isClock(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

interface Props { lab: Lab; result: Result; startsAt: string; onStartsAt: (text: string) => void; onPublish: () => void }

export function BestOrder({ lab, result, startsAt, onStartsAt, onPublish }: Props) {
  const { best, study } = result;
  const minutes = lab.setting?.slotMinutes ?? 15;
  const free = isFree(lab.costs);
  return (
    <section className={page.section} aria-labelledby="best-title">
      <div className={styles.head}>
        <div>
          <h2 id="best-title">{free ? 'One of the orders' : 'Best order at these costs'}</h2>
          <p className={page.quiet}>
            {Object.entries(study.composition).map(([kind, count]) => <span key={kind} className={styles.counted}><KindMark kind={kind} /> {count}</span>)}
          </p>
        </div>
        <div className={styles.act}>
          <div className={styles.starts}>
            <TextField label="Session starts" value={startsAt} onChange={onStartsAt} maxLength={5} autoComplete="off"
              error={isClock(startsAt) ? undefined : 'Write a time such as 08:00.'} />
          </div>
          <Button look="primary" isDisabled={free} onPress={onPublish} {...(free ? { 'aria-describedby': 'cannot-publish' } : {})}>Publish…</Button>
        </div>
      </div>
      {free && <p id="cannot-publish" className={page.quiet}>Nothing costs anything, so no order is better than another and none can be published. Give one of the costs a value.</p>}
      <WaitsChart order={best} times={{ startsAt: isClock(startsAt) ? startsAt : '08:00', slotMinutes: minutes }} />
      <div className={styles.tabled}>
        <h3>In numbers, per session</h3>
        <Numbers lab={lab} result={result} />
        <p className={page.quiet}>
          Means over {study.scenarios.toLocaleString('en-GB')} drawn sessions. Waiting is that of all patients together; unevenness is the
          standard deviation of the waits along the session; cost is in minutes times what you say a minute costs.
        </p>
      </div>
    </section>
  );
}
