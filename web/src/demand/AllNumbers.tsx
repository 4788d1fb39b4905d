/** Every number of the page as a table, to read or to take along. */
import { DataTable } from '../chart/DataTable';
import { csvOf, download } from '../chart/exports';
import page from '../shell/page.module.css';
import { dayInShort } from '../time/speech';
import { clock, dateAt } from '../time/zone';
import { Button } from '../ui/Button';
import { HORIZONS } from '../words/horizons';
import { percent } from '../words/numbers';
import type { Series } from './series';
import { basisInWords, peopleExpected } from './words';

const COLUMNS = ['Service', 'Site', 'Ahead', 'From', 'Until', 'Expected', 'At least', 'At most', 'Meant to hold', 'Rests on', 'Moved by'];

function moment(instant: string, zone: string): string {
  const at = Date.parse(instant);
  return `${dayInShort(dateAt(at, zone))}, ${clock(at, zone)}`;
}

function rowsOf(series: readonly Series[]): (string | number)[][] {
  return series.flatMap((each) => HORIZONS.flatMap(({ id, short }) => {
    const told = each.by.get(id);
    return told ? [[
      each.serviceName, each.siteName, short, moment(told.from, each.zone), moment(told.until, each.zone), peopleExpected(told.expected), told.low, told.high,
      percent(told.level), basisInWords(told.basis), told.moved_by.join('; ') || '–',
    ]] : [];
  }));
}

export function AllNumbers({ series }: { series: readonly Series[] }) {
  const table = { columns: COLUMNS, rows: rowsOf(series) };
  return (
    <details className={page.more}>
      <summary>All numbers as a table</summary>
      <p className={page.quiet}>Times are those of each site’s own clock. <Button look="quiet" onPress={() => download('demand.csv', 'text/csv;charset=utf-8', csvOf(table))}>Save as CSV</Button></p>
      <DataTable label="All numbers" columns={table.columns} words={5} rows={table.rows.map((cells) => ({ key: cells.slice(0, 3).join(' '), cells }))} />
    </details>
  );
}
