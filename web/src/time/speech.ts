/** Dates and spans in the words of people. */
import { addDays } from './civil';
import { clock, MINUTE } from './zone';

function utc(date: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(Date.parse(`${date}T12:00:00Z`));
}

/** `Monday 23 November`, with the year where it is not this one. */
export function dayInWords(date: string, today: string): string {
  const year = date.slice(0, 4) === today.slice(0, 4) ? '' : ` ${date.slice(0, 4)}`;
  return `${utc(date, { weekday: 'long' })} ${utc(date, { day: 'numeric', month: 'long' })}${year}`;
}

/** `Mon 23 Nov`. */
export function dayInShort(date: string): string {
  return `${utc(date, { weekday: 'short' })} ${utc(date, { day: 'numeric', month: 'short' })}`;
}

/** `Today`, `Tomorrow`, `Yesterday`, otherwise empty. */
export function nearDay(date: string, today: string): string {
  if (date === today) return 'Today';
  if (date === addDays(today, 1)) return 'Tomorrow';
  if (date === addDays(today, -1)) return 'Yesterday';
  return '';
}

/** `23 to 29 November`, with the year where it is not this one. */
export function weekInWords(monday: string, today: string): string {
  const sunday = addDays(monday, 6);
  const sameMonth = monday.slice(0, 7) === sunday.slice(0, 7);
  const first = sameMonth ? utc(monday, { day: 'numeric' }) : utc(monday, { day: 'numeric', month: 'long' });
  const year = sunday.slice(0, 4) === today.slice(0, 4) ? '' : ` ${sunday.slice(0, 4)}`;
  return `${first} to ${utc(sunday, { day: 'numeric', month: 'long' })}${year}`;
}

/** `1 h 20 min`. */
export function lengthInWords(milliseconds: number): string {
  const minutes = Math.round(milliseconds / MINUTE);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes} min`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

/** `09:30 to 10:10`. */
export function spanInWords(start: number, end: number, zone: string): string {
  return `${clock(start, zone)} to ${clock(end, zone)}`;
}

/** `4:07`, never below `0:00`. */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

const counts = new Intl.NumberFormat('en-GB');

/** `4,255`. */
export function countInWords(count: number): string {
  return counts.format(count);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${countInWords(count)} ${count === 1 ? one : many}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
