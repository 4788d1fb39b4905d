/** Minutes that somebody pastes or brings in a file: one a line, or a column of a table. What is wrong is told by row. */

/** The API's limits: longer than 18 hours is no visit. */
const LONGEST = 1_092;
const MOST = 100_000;

export interface Wrong { row: number; words: string }
export interface Measured { minutes: number[]; wrong: Wrong[]; column: string | null; columns: string[] }

interface Table { head: string[] | null; rows: { row: number; cells: string[] }[]; decimalComma: boolean }

const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i;
const LIKELY = /minute|duration|service|length|\bmin\b/i;

function delimiterOf(line: string): string | null {
  return ['\t', ';', ','].find((each) => line.includes(each)) ?? null;
}

/** Cells of a line; quotes hold delimiters and doubled quotes. */
function cellsOf(line: string, delimiter: string | null): string[] {
  if (delimiter === null) return [line.trim()];
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at);
    if (letter === '"' && quoted && line.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (letter === '"') quoted = !quoted;
    else if (letter === delimiter && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell.trim()];
}

function tableOf(text: string): Table {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/).map((line, index) => ({ line, row: index + 1 }))
    .filter(({ line }) => line.trim() !== '');
  const delimiter = delimiterOf(lines[0]?.line ?? '');
  const rows = lines.map(({ line, row }) => ({ row, cells: cellsOf(line, delimiter) }));
  const first = rows[0]?.cells ?? [];
  // A first line without any number, and not one of the words for a missing value, names the columns.
  const named = first.length > 0 && first.every((cell) => !NUMBER.test(cell) && !/^(na|nan|null|-|)$/i.test(cell));
  return { head: named ? first : null, rows: named ? rows.slice(1) : rows, decimalComma: delimiter !== ',' };
}

/** The column that is meant: the one asked for, else the likeliest by name, else the last one that holds numbers. */
function columnOf(table: Table, names: readonly string[], wanted: string | undefined): number {
  const asked = names.indexOf(wanted ?? '');
  if (asked >= 0) return asked;
  const likely = names.findIndex((name) => LIKELY.test(name));
  if (likely >= 0) return likely;
  const sample = table.rows.slice(0, 20);
  const numeric = names.map((_, at) => sample.filter(({ cells }) => NUMBER.test(cells[at] ?? '')).length);
  return Math.max(0, numeric.lastIndexOf(Math.max(...numeric, 0)));
}

function wrongWith(cell: string | undefined, value: number): string | undefined {
  if (cell === undefined || cell === '') return 'the field is blank';
  if (/^(na|n\/a|nan|null|none)$/i.test(cell)) return `“${cell}” is not a number: leave the row out`;
  if (!NUMBER.test(cell) || !Number.isFinite(value)) return `“${cell.slice(0, 24)}” is not a number of minutes`;
  if (value <= 0) return `${cell} is not above 0`;
  if (value > LONGEST) return `${cell} minutes are more than 18 hours`;
  return undefined;
}

/** Reads minutes from text. Rows that are wrong are told and left out; nothing is guessed. */
export function readMinutes(text: string, wanted?: string): Measured {
  const table = tableOf(text);
  const width = Math.max(0, ...table.rows.slice(0, 200).map(({ cells }) => cells.length));
  const names = table.head ?? Array.from({ length: width }, (_, at) => `Column ${at + 1}`);
  const at = columnOf(table, names, wanted);
  const minutes: number[] = [];
  const wrong: Wrong[] = [];
  for (const { row, cells } of table.rows) {
    const cell = cells[at];
    const value = Number(table.decimalComma ? cell?.replace(',', '.') : cell);
    const words = wrongWith(cell, value);
    if (words !== undefined) wrong.push({ row, words });
    else if (minutes.length < MOST) minutes.push(value);
    else wrong.push({ row, words: `more than ${MOST.toLocaleString('en-GB')} times are not read` });
  }
  return { minutes, wrong, column: names.length > 1 || table.head ? (names[at] ?? null) : null, columns: names };
}
