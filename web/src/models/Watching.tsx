/** Whether the ground has moved, and whether groups of patients are served alike. */
import type { DriftVerdict, FairnessGap, ModelReport } from '../api/modelWire';
import { DataTable } from '../chart/DataTable';
import page from '../shell/page.module.css';
import { plural } from '../time/speech';
import { Icon, type IconName } from '../ui/Icon';
import { listed } from '../words/numbers';
import { featureName, groupingName, withBand, wordsOf } from './figures';
import styles from './models.module.css';
import type { TaskWords } from './tasks';

const VERDICT: Record<DriftVerdict, { words: string; icon: IconName; rank: number }> = {
  shifted: { words: 'moved far', icon: 'cross', rank: 0 },
  watch: { words: 'moved a little', icon: 'help', rank: 1 },
  unknown: { words: 'too few rows to say', icon: 'clock', rank: 2 },
  stable: { words: 'as it was', icon: 'tick', rank: 3 },
};

function Verdict({ verdict }: { verdict: DriftVerdict }) {
  const { words, icon } = VERDICT[verdict];
  return <span className={styles.verdict} data-verdict={verdict}><Icon name={icon} size={14} />{words}</span>;
}

/** `2 of 14 things have moved far: lead days and rain.` */
export function driftInWords(drift: ModelReport['drift']): string {
  const far = drift.filter((each) => each.verdict === 'shifted');
  const little = drift.filter((each) => each.verdict === 'watch');
  if (far.length > 0) return `${far.length} of ${plural(drift.length, 'thing')} moved far since it was learnt: ${listed(far.map((each) => featureName(each.feature).toLowerCase()))}`;
  if (little.length > 0) return `Nothing moved far; ${listed(little.map((each) => featureName(each.feature).toLowerCase()))} moved a little`;
  return 'What it looks at is as it was when it was learnt';
}

export function Drift({ report }: { report: ModelReport }) {
  if (report.drift.length === 0) return null;
  const rows = report.drift.toSorted((a, b) => VERDICT[a.verdict].rank - VERDICT[b.verdict].rank || (b.psi ?? 0) - (a.psi ?? 0));
  return (
    <section className={page.section} aria-labelledby="drift-title">
      <h2 id="drift-title">Drift</h2>
      <p className={page.lead}>{driftInWords(report.drift)}.</p>
      <DataTable label="Drift by what the model looks at" columns={['What it looks at', 'Verdict', 'PSI', 'Largest distance (KS)']} words={2}
        rows={rows.map((each) => ({
          key: each.feature,
          cells: [featureName(each.feature), <Verdict key="verdict" verdict={each.verdict} />, each.psi?.toFixed(3) ?? '–', each.ks?.toFixed(3) ?? '–'],
        }))} />
      <p className={page.quiet}>The population stability index compares recent rows with those it was learnt from: up to 0.1 as it was, above 0.25 moved far. It is a convention, not a test.</p>
    </section>
  );
}

/** Whether the interval of the gap leaves zero out. */
export function isSure({ gap: { value, low, high } }: FairnessGap): boolean {
  return (low ?? Math.min(0, value)) > 0 || (high ?? Math.max(0, value)) < 0;
}

/** One interval of 95 % in twenty leaves zero out by chance alone: that is told, so that nobody takes it for a finding. */
export function fairnessInWords(fairness: readonly FairnessGap[]): string {
  const sure = fairness.filter(isSure);
  if (sure.length === 0) return 'No group of patients is served unlike another by more than chance';
  const by = listed([...new Set(sure.map((gap) => groupingName(gap.grouping).toLowerCase()))]);
  return `${sure.length} of ${plural(fairness.length, 'gap')} between groups ${sure.length === 1 ? 'leaves' : 'leave'} zero out of the 95 % interval: by ${by}. About one in twenty would do so by chance alone`;
}

export function Fairness({ task, report }: { task: TaskWords; report: ModelReport }) {
  const { fairness } = report;
  if (fairness.length === 0) return null;
  const pooled = [...new Set(fairness.flatMap((gap) => gap.pooled ?? []))];
  return (
    <section className={page.section} aria-labelledby="fairness-title">
      <h2 id="fairness-title">Fairness</h2>
      <p className={page.lead}>{fairnessInWords(fairness)}.</p>
      <DataTable label="Gaps between groups of patients" columns={['Patients by', 'Figure', 'Highest', 'Lowest', 'Gap (95 %)', 'Zero']} words={4}
        rows={fairness.toSorted((a, b) => Number(isSure(b)) - Number(isSure(a))).map((gap) => ({
          key: `${gap.grouping} ${gap.measure}`,
          cells: [groupingName(gap.grouping), wordsOf(gap.measure).name, gap.highest, gap.lowest, withBand(gap.measure, gap.gap, task.id), isSure(gap) ? 'left out' : 'inside: may be chance'],
        }))} />
      {pooled.length > 0 && <p className={page.quiet}>Too few to be judged alone, and judged together: {listed(pooled)}.</p>}
    </section>
  );
}
