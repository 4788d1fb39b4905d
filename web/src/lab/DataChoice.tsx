/** Whose times are studied: a service that has recorded visits, or minutes that are brought along. */
import { useState } from 'react';
import { asProblem } from '../api/problem';
import page from '../shell/page.module.css';
import { countInWords, plural } from '../time/speech';
import { Button } from '../ui/Button';
import { Choose } from '../ui/Choose';
import field from '../ui/field.module.css';
import { ProblemNote } from '../ui/ProblemNote';
import { ImportMinutes } from './ImportMinutes';
import styles from './lab.module.css';
import { byField } from './studyRefusal';
import type { Lab } from './useLab';

const BROUGHT = 'brought';
const BRING = 'bring';

export function DataChoice({ lab }: { lab: Lab }) {
  const { services, data, study } = lab;
  const [open, setOpen] = useState(false);
  if (services.isError && !services.data) {
    return (
      <section className={styles.block} aria-label="Data">
        <h2>Data</h2>
        <ProblemNote problem={asProblem(services.error)} />
        <Button onPress={() => void services.refetch()}>Try again</Button>
        <ImportMinutes onRead={lab.choose} />
      </section>
    );
  }
  const wrong = byField(study.isError && !study.isFetching ? asProblem(study.error) : null).source;
  const recorded = services.data?.filter((each) => each.visits > 0) ?? [];
  const empty = recorded.length === 0;
  const options = [
    ...recorded.map((each) => ({ id: each.service, name: `${each.name} (${countInWords(each.visits)})` })),
    ...(data && 'minutes' in data ? [{ id: BROUGHT, name: `${data.name} (${countInWords(data.minutes.length)})` }] : []),
    { id: BRING, name: 'Other minutes…' },
  ];
  const value = data === null ? BRING : 'minutes' in data ? BROUGHT : data.service;
  const bringing = open || (empty && data === null);
  return (
    <section className={styles.block} aria-label="Data">
      <h2>Data</h2>
      {!empty && (
        <Choose label="Times of" options={options} value={open ? BRING : value} onChange={(id) => {
          setOpen(id === BRING);
          if (id !== BRING && id !== BROUGHT) lab.choose({ service: id });
        }} />
      )}
      {wrong !== undefined && <p className={field.error} role="alert">{wrong}</p>}
      {bringing && (
        <ImportMinutes onRead={(read) => {
          lab.choose(read);
          setOpen(false);
        }} {...(open ? { onCancel: () => setOpen(false) } : {})} />
      )}
      {empty && data !== null && <p className={page.quiet}>{lab.name}: {plural('minutes' in data ? data.minutes.length : 0, 'time')}. <button type="button" className={styles.link} onClick={() => setOpen(true)}>Use other minutes</button></p>}
    </section>
  );
}
