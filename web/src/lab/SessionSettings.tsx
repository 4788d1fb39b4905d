/** The session that is planned: how many slots, how long, how many kinds, how many visits of each. */
import { asProblem } from '../api/problem';
import page from '../shell/page.module.css';
import { Button } from '../ui/Button';
import { NumberText } from '../ui/NumberText';
import { ProblemNote } from '../ui/ProblemNote';
import field from '../ui/field.module.css';
import { Segmented } from '../ui/Segmented';
import styles from './lab.module.css';
import { byField, leftOver } from './studyRefusal';
import type { Setting, Lab } from './useLab';

const KINDS = ['1', '2', '3', '4'].map((id) => ({ id, name: id }));

function visitsOf(lab: Lab, setting: Setting): Record<string, number> {
  return setting.composition ?? lab.result?.study.composition ?? {};
}

/** One more of a kind is one less of the next: the session stays full. */
function withCount(counts: Record<string, number>, kind: string, count: number, slots: number): Record<string, number> {
  const kinds = Object.keys(counts).toSorted();
  const next = { ...counts, [kind]: count };
  let over = Object.values(next).reduce((sum, each) => sum + each, 0) - slots;
  const start = kinds.indexOf(kind);
  for (let step = 1; step < kinds.length && over !== 0; step += 1) {
    const other = kinds[(start + step) % kinds.length] ?? kind;
    const taken = Math.min(over, next[other] ?? 0);
    next[other] = (next[other] ?? 0) - taken;
    over -= taken;
  }
  return next;
}

export function SessionSettings({ lab }: { lab: Lab }) {
  const { setting, study } = lab;
  if (!setting) return null;
  const counts = visitsOf(lab, setting);
  const refused = study.isError && !study.isFetching ? asProblem(study.error) : null;
  const wrong = byField(refused);
  const rest = leftOver(refused);
  const fresh = lab.result && !study.isPlaceholderData && Object.keys(counts).length === setting.groups;
  return (
    <section className={styles.block} aria-label="Session">
      <h2>Session</h2>
      <div className={styles.pair}>
        <NumberText label="Slots" value={setting.slots} min={2} max={60} error={wrong.slots} onChange={(slots) => lab.change({ slots, composition: null })} />
        <NumberText label="Minutes a slot" value={setting.slotMinutes} min={1} max={240} error={wrong.slot_minutes} onChange={(slotMinutes) => lab.change({ slotMinutes })} />
      </div>
      <div className={styles.stack}>
        <span className={styles.label} id="kinds-of-visit">Kinds of visit</span>
        <Segmented label="Kinds of visit" options={KINDS} value={String(setting.groups)} onChange={(id) => lab.change({ groups: Number(id), composition: null })} />
        {wrong.groups !== undefined && <p className={field.error} role="alert">{wrong.groups}</p>}
      </div>
      {fresh && setting.groups > 1 && (
        <>
          <div className={styles.counts}>
            {Object.keys(counts).toSorted().map((kind) => (
              <NumberText key={kind} label={`Visits ${kind}`} value={counts[kind] ?? 0} min={0} max={setting.slots}
                onChange={(count) => lab.change({ composition: withCount(counts, kind, count, setting.slots) })} />
            ))}
          </div>
          <p className={page.quiet}>
            {setting.composition === null ? 'As many of each as their share of all visits.' : (
              <button type="button" className={styles.link} onClick={() => lab.change({ composition: null })}>By their share of all visits</button>
            )}
          </p>
        </>
      )}
      <details className={page.more}>
        <summary>Sample</summary>
        <div className={styles.pair}>
          <NumberText label="Scenarios" value={setting.scenarios} min={2} max={10_000} error={wrong.scenarios} onChange={(scenarios) => lab.change({ scenarios })} />
          <NumberText label="Seed" value={setting.seed} min={0} max={999_999_999} onChange={(seed) => lab.change({ seed })} />
        </div>
      </details>
      {rest && <ProblemNote problem={rest} />}
      {refused && <Button onPress={() => void study.refetch()}>Try again</Button>}
      {refused && setting.composition !== null && <Button look="quiet" onPress={() => lab.change({ composition: null })}>Visits by their share</Button>}
    </section>
  );
}
