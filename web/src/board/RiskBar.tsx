/** A probability as a tick inside its band, on a bar from 0 to 100 %. Words stand beside it wherever there is room. */
import type { Probability } from '../api/modelWire';
import { isUnsure } from './risk';
import styles from './riskBar.module.css';

type Props = { risk: Pick<Probability, 'probability' | 'low' | 'high' | 'basis'>; thin?: boolean };

function share(value: number): string {
  return `${Math.min(1, Math.max(0, value)) * 100}%`;
}

export function RiskBar({ risk, thin = false }: Props) {
  return (
    <span className={styles.bar} data-thin={thin || undefined} data-unsure={isUnsure(risk) || undefined} aria-hidden="true">
      <i className={styles.band} style={{ insetInlineStart: share(risk.low), width: share(risk.high - risk.low) }} />
      <i className={styles.tick} style={{ insetInlineStart: share(risk.probability) }} />
    </span>
  );
}
