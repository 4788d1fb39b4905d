/** Kinds that are told apart by what nobody knows at booking promise more than a clinic can have. */
import type { SessionStudy } from '../api/wire';
import styles from './lab.module.css';

export const HINDSIGHT = 'Kinds of pasted times are told apart by the times themselves. Nobody knows them at booking, so this is the most a perfect prediction could bring.';

export function Hindsight({ study }: { study: SessionStudy | undefined }) {
  return study?.hindsight ? <p className={styles.hindsight} role="note">{HINDSIGHT}</p> : null;
}
