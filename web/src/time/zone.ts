/** Local time in an IANA zone, by way of the platform's own tables. */
import { CalendarDateTime, parseDate, toZoned } from '@internationalized/date';

export const MINUTE = 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${name}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options });
  formats.set(key, made);
  return made;
}

/** `09:30`. */
export function clock(instant: number, zone: string): string {
  return format(zone, 'clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(instant);
}

/** `2026-11-23`, the date on the wall at that instant. */
export function dateAt(instant: number, zone: string): string {
  const parts = format(zone, 'date', { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(instant);
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** Minutes since local midnight on the wall clock. */
export function minuteOfDay(instant: number, zone: string): number {
  const [hour = '0', minute = '0'] = clock(instant, zone).split(':');
  return Number(hour) * 60 + Number(minute);
}

/**
 * The instant of a wall-clock minute on a date. A minute skipped in spring is read as the one just after the gap;
 * one that comes twice in autumn is read as the first.
 */
export function instantAt(date: string, minute: number, zone: string): number {
  const day = parseDate(date).add({ days: Math.floor(minute / 1440) });
  const rest = ((minute % 1440) + 1440) % 1440;
  const local = new CalendarDateTime(day.year, day.month, day.day, Math.floor(rest / 60), rest % 60);
  return toZoned(local, zone, 'compatible').toDate().getTime();
}

/** The first instant of a date. */
export function startOfDay(date: string, zone: string): number {
  return instantAt(date, 0, zone);
}

/** The zone this browser runs in. */
export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** `London time`: how people name a zone that is not theirs. */
export function zoneInWords(zone: string): string {
  if (zone === 'UTC' || zone === 'Etc/UTC') return 'UTC';
  const city = zone.split('/').at(-1) ?? zone;
  return `${city.replaceAll('_', ' ')} time`;
}

/** Empty where the clinic's clock and the browser's agree at that instant, otherwise the zone in words. */
export function foreignZone(instant: number, zone: string, own: string = browserZone()): string {
  const agree = clock(instant, zone) === clock(instant, own) && dateAt(instant, zone) === dateAt(instant, own);
  return agree ? '' : zoneInWords(zone);
}
