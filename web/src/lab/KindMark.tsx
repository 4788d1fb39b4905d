import { kindColour } from './kindColour';
import styles from './lab.module.css';

/** A kind's letter on its colour. */
export function KindMark({ kind }: { kind: string }) {
  return <span className={styles.kind} style={{ background: kindColour(kind) }}>{kind}</span>;
}

/** An order as a row of letters; read aloud letter by letter. */
export function Order({ sequence }: { sequence: string }) {
  return (
    <span className={styles.order} role="img" aria-label={[...sequence].join(' ')}>
      {/* Slots have no other name than their place. */}
      {/* oxlint-disable-next-line no-array-index-key */}
      {[...sequence].map((kind, slot) => <KindMark key={slot} kind={kind} />)}
    </span>
  );
}
