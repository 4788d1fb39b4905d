/** One template: where it applies, what it keeps, what it was chosen by, and what to do with it. */
import { useEffect, useRef, useState } from 'react';
import type { Decision } from '../api/lab';
import type { SessionTemplate } from '../api/wire';
import { Button } from '../ui/Button';
import { Icon, type IconName } from '../ui/Icon';
import { inMinutes, listed, short } from '../words/numbers';
import { DecisionForm } from './DecisionForm';
import { KindMark, Order } from './KindMark';
import styles from './template.module.css';
import { clockAfter } from './slotTimes';
import { WEEKDAYS } from './proposal';
import { releaseInWords } from './releaseWords';

type Status = SessionTemplate['status'];

const STATUS: Record<Status, { words: string; icon: IconName }> = {
  proposed: { words: 'proposed', icon: 'clock' }, adopted: { words: 'in force', icon: 'tick' },
  declined: { words: 'declined', icon: 'cross' }, retired: { words: 'retired', icon: 'ended' },
};

const ACTS: Record<Status, readonly Decision['act'][]> = {
  proposed: ['adopt', 'decline'], adopted: ['release', 'retire'], declined: [], retired: [],
};

export const ACT_WORDS: Record<Decision['act'], string> = {
  adopt: 'Adopt', decline: 'Decline', retire: 'Retire', release: 'Change release',
};

function daysInWords(template: SessionTemplate): string {
  const days = template.weekdays ?? [];
  if (days.length === 0 || days.length === 7) return 'every day';
  if (days.length === 5 && !days.includes('sat') && !days.includes('sun')) return 'Mon to Fri';
  return listed(WEEKDAYS.filter((each) => days.includes(each.id)).map((each) => each.name));
}

function Evidence({ evidence }: { evidence: NonNullable<SessionTemplate['evidence']> }) {
  const proof = evidence.method === 'exact' ? 'every order scored'
    : evidence.gap < 1 ? `found by search, at most ${short(evidence.gap * 100)}\u00a0% above the cheapest` : 'found by search';
  return (
    <p className={styles.quiet}>
      Chosen from {evidence.service_times.toLocaleString('en-GB')} service times, {proof}, at {short(evidence.cost_wait)} for waiting, {short(evidence.cost_idle)} for
      idling, {short(evidence.cost_overtime)} for overtime. Expected: {inMinutes(evidence.wait_minutes)} of waiting in all, {inMinutes(evidence.idle_minutes)} idle, {inMinutes(evidence.overtime_minutes)} overtime.
    </p>
  );
}

interface Props { template: SessionTemplate; names: ReadonlyMap<string, string>; fresh: boolean; others: readonly SessionTemplate[] }

export function TemplateCard({ template, names, fresh, others }: Props) {
  const [act, setAct] = useState<Decision['act'] | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!fresh) return;
    title.current?.focus();
    title.current?.scrollIntoView({ block: 'center' });
  }, [fresh]);
  const last = template.slots.at(-1);
  const status = STATUS[template.status];
  const name = (id: string): string => names.get(id) ?? id;
  const sequence = template.slots.map((slot) => slot.kind).join('');
  return (
    <article className={styles.card} data-status={template.status} aria-labelledby={`${template.id}-name`}>
      <header className={styles.head}>
        <h3 id={`${template.id}-name`} ref={title} tabIndex={-1}>{template.name}</h3>
        <span className={styles.status} data-status={template.status}><Icon name={status.icon} size={14} />{status.words}</span>
      </header>
      <p>
        {listed(template.resources.map(name))}, {daysInWords(template)}, {template.starts_at} to {clockAfter(template.starts_at, (last?.minute ?? 0) + (last?.minutes ?? 0))}.
        Unused slots are {releaseInWords(template.release_days)}.
      </p>
      {template.kinds.every((kind) => kind.name.length === 1) && <Order sequence={sequence} />}
      <ul className={styles.kinds}>
        {template.kinds.map((kind) => <li key={kind.name}><KindMark kind={kind.name} /> {listed(kind.visit_types.map(name))}</li>)}
      </ul>
      {template.evidence ? <Evidence evidence={template.evidence} /> : <p className={styles.quiet}>It carries no figures of a study.</p>}
      {template.reason !== undefined && <p className={styles.reason}>“{template.reason}”</p>}
      {act === null && ACTS[template.status].length > 0 && (
        <div className={styles.acts}>
          {ACTS[template.status].map((each) => (
            <Button key={each} look={each === 'adopt' ? 'primary' : 'plain'} aria-label={`${ACT_WORDS[each]} ${template.name}`} onPress={() => setAct(each)}>{ACT_WORDS[each]}…</Button>
          ))}
        </div>
      )}
      {act !== null && <DecisionForm template={template} act={act} others={others} onDone={() => {
        setAct(null);
        title.current?.focus();
      }} />}
    </article>
  );
}
