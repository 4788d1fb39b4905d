/** Numbers with their units, in a table that scrolls by itself where it is wide. */
import type { ReactNode } from 'react';
import styles from './chart.module.css';

interface Props {
  label: string;
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[]; marked?: boolean }[];
  /** How many of the first columns hold words. */
  words?: number;
}

export function DataTable({ label, columns, rows, words = 1 }: Props) {
  return (
    // A part that scrolls must be reached by the keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className={styles.table}>
        <thead>
          <tr>{columns.map((column, index) => <th key={column} scope="col" data-words={index < words || undefined}>{column}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells, marked }) => (
            <tr key={key} data-marked={marked || undefined}>
              {cells.map((cell, index) => {
                const column = columns[index] ?? '';
                return index === 0
                  ? <th key={column} scope="row" data-words>{cell}</th>
                  : <td key={column} data-words={index < words || undefined}>{cell}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
