/** Times that somebody pastes or brings in a file: one a line, or a column of a table. What is wrong is told by row. */
import { guessUnit, wordsOf, type Guess, type Unit } from './timeUnit';

/** The API's limits: longer than 18 hours is no visit. */
const LONGEST = 1_092;
const MOST = 100_000;

export interface Wrong { row: number; words: string }
/** A record id and the rows that have it. */
export interface Repeated { id: string; rows: number[] }
export interface Measured {
  minutes: number[]; wrong: Wrong[]; column: string | null; columns: string[]; unit: Unit; guess: Guess;
  idColumn: string | null; repeated: Repeated[];
}

interface Table { head: string[] | null; rows: { row: number; cells: string[] }[]; decimalComma: boolean }

const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i;
const LIKELY = ['minutes', 'minute', 'min', 'seconds', 'second', 'sec', 'secs', 'duration', 'service', 'serv', 'length'];

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
  const likely = names.findIndex((name) => wordsOf(name).some((word) => LIKELY.includes(word)));
  if (likely >= 0) return likely;
  const sample = table.rows.slice(0, 20);
  const numeric = names.map((_, at) => sample.filter(({ cells }) => NUMBER.test(cells[at] ?? '')).length);
  return Math.max(0, numeric.lastIndexOf(Math.max(...numeric, 0)));
}

function wrongWith(cell: string | undefined, value: number, unit: Unit): string | undefined {
  if (cell === undefined || cell === '') return 'the field is blank';
  if (/^(na|n\/a|nan|null|none)$/i.test(cell)) return `“${cell}” is not a number: leave the row out`;
  if (!NUMBER.test(cell) || !Number.isFinite(value)) return `“${cell.slice(0, 24)}” is not a number of ${unit}`;
  if (value <= 0) return `${cell} is not above 0`;
  const seconds = Math.round(unit === 'seconds' ? value : value * 60);
  if (seconds < 1) return `${cell} ${unit} are shorter than a second`;
  if (seconds > LONGEST * 60) return `${cell} ${unit} are more than 18 hours`;
  return undefined;
}

/** The column of record ids: named `id`, or after a visit with `id` at its end. Ids of patients may well repeat. */
function idColumnOf({ head }: Table): number {
  const words = (head ?? []).map(wordsOf);
  const record = words.findIndex((each) => each.at(-1) === 'id' && each.some((word) => ['record', 'visit', 'appointment', 'encounter'].includes(word)));
  return record >= 0 ? record : words.findIndex((each) => each.length === 1 && each[0] === 'id');
}

function repeatedIn({ rows }: Table, at: number): Repeated[] {
  const seen = new Map<string, number[]>();
  for (const { row, cells } of at < 0 ? [] : rows) {
    const id = cells[at] ?? '';
    if (id !== '') seen.set(id, [...(seen.get(id) ?? []), row]);
  }
  return [...seen].filter(([, where]) => where.length > 1).map(([id, where]) => ({ id, rows: where }));
}

/** Reads minutes from text. Rows that are wrong are told and left out; a unit that is guessed is told. */
export function readMinutes(text: string, wanted?: string, chosen?: Unit): Measured {
  const table = tableOf(text);
  const width = Math.max(0, ...table.rows.slice(0, 200).map(({ cells }) => cells.length));
  const names = table.head ?? Array.from({ length: width }, (_, at) => `Column ${at + 1}`);
  const at = columnOf(table, names, wanted);
  const numbers = table.rows.map(({ cells }) => Number((table.decimalComma ? cells[at]?.replace(',', '.') : cells[at]) || NaN));
  const guess = guessUnit(table.head ? names[at] : undefined, numbers.filter((value) => value > 0 && value < Infinity));
  const unit = chosen ?? guess.unit;
  const minutes: number[] = [];
  const wrong: Wrong[] = [];
  for (const [index, { row, cells }] of table.rows.entries()) {
    const value = numbers[index] ?? NaN;
    const words = wrongWith(cells[at], value, unit);
    if (words !== undefined) wrong.push({ row, words });
    else if (minutes.length < MOST) minutes.push(unit === 'seconds' ? value / 60 : value);
    else wrong.push({ row, words: `more than ${MOST.toLocaleString('en-GB')} times are not read` });
  }
  const id = idColumnOf(table);
  return {
    minutes, wrong, column: names.length > 1 || table.head ? (names[at] ?? null) : null, columns: names, unit, guess,
    idColumn: names[id] ?? null, repeated: repeatedIn(table, id),
  };
}
