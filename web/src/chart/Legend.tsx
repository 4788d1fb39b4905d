/** What the marks of a chart mean. */
import type { ReactNode } from 'react';
import styles from './chart.module.css';

/** `marks`: the class that draws them. */
export function Legend({ marks, children }: { marks: string | undefined; children: ReactNode }) {
  return <p className={[styles.legend, marks].join(' ')}>{children}</p>;
}
