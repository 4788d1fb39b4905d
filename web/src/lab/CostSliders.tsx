/** What a minute of each is worth. Moving them picks another order from the study at once; nothing is asked of the server. */
import page from '../shell/page.module.css';
import { Button } from '../ui/Button';
import { Slider } from '../ui/Slider';
import { percent, short } from '../words/numbers';
import styles from './lab.module.css';
import { isFree, type Costs } from './orders';
import type { Lab } from './useLab';

const MOST = 20;
const STEP = 0.5;

const SLIDERS: readonly { id: keyof Costs; label: string }[] = [
  { id: 'wait', label: 'A patient waits' },
  { id: 'idle', label: 'The clinic idles' },
  { id: 'overtime', label: 'The session runs over' },
];

export function CostSliders({ lab }: { lab: Lab }) {
  const { costs, setCosts, result } = lab;
  return (
    <section className={`${styles.block ?? ''} ${styles.costs ?? ''}`} aria-label="Cost of a minute">
      <h2>Cost of a minute</h2>
      {SLIDERS.map(({ id, label }) => (
        <Slider key={id} label={label} value={costs[id]} max={MOST} step={STEP} format={short}
          onChange={(value) => setCosts({ ...costs, [id]: value })} />
      ))}
      {isFree(costs) && <p className={page.quiet} role="status">Nothing costs anything: every order is as good.</p>}
      {result && !result.study.exact && !isFree(costs) && (
        <div className={styles.stack}>
          <p className={page.quiet}>
            {result.proved
              ? `There are too many orders to score each. The best one found is at most ${percent(result.study.gap)} above the cheapest.`
              : 'There are too many orders to score each, and at these costs nothing has been proved yet.'}
          </p>
          {!result.proved && <Button onPress={lab.prove}>Search at these costs</Button>}
        </div>
      )}
    </section>
  );
}
