/** A chart: its finding, the picture, the numbers behind it, and the ways to take it along. */
import { useRef, type ReactNode } from 'react';
import { Button } from '../ui/Button';
import styles from './chart.module.css';
import { DataTable } from './DataTable';
import { csvOf, download, svgOf, type TableData } from './exports';
import { useWidth } from './useWidth';

interface Props {
  /** What the chart shows, as a sentence. */
  title: string;
  /** What is drawn, and in which units. */
  note?: ReactNode;
  /** For those who do not see the picture: what is in it. The numbers are in the table. */
  describe: string;
  /** Name of the files that are taken along, without an ending. */
  file: string;
  table: TableData;
  height: number;
  renderPlot: (width: number) => ReactNode;
  legend?: ReactNode;
}

export function Figure({ title, note, describe, file, table, height, renderPlot, legend }: Props) {
  const [box, width] = useWidth<HTMLDivElement>();
  const picture = useRef<SVGSVGElement>(null);
  return (
    <figure className={styles.figure}>
      <figcaption>
        <h3>{title}</h3>
        {note !== undefined && <p className={styles.note}>{note}</p>}
      </figcaption>
      <div ref={box} className={styles.drawing} style={{ height }}>
        {width > 0 && (
          <svg ref={picture} role="img" aria-label={describe} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
            {renderPlot(width)}
          </svg>
        )}
      </div>
      {legend}
      <div className={styles.foot}>
        <details>
          <summary>Table</summary>
          <DataTable label={`Table: ${title}`} columns={table.columns} rows={table.rows.map((row, index) => ({ key: `${index} ${row[0] ?? ''}`, cells: row }))} />
        </details>
        <span className={styles.take}>
          <Button look="quiet" aria-label={`Save as CSV: ${title}`} onPress={() => download(`${file}.csv`, 'text/csv;charset=utf-8', csvOf(table))}>CSV</Button>
          <Button look="quiet" aria-label={`Save as SVG: ${title}`}
            onPress={() => picture.current && download(`${file}.svg`, 'image/svg+xml', svgOf(picture.current))}>SVG</Button>
        </span>
      </div>
    </figure>
  );
}
