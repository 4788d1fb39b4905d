/** Times of a session’s slots, on the clock at which the session begins. */

/** `08:20`, so many minutes after a clock time; past midnight it begins again. */
export function clockAfter(startsAt: string, minutes: number): string {
  const [hour = 0, minute = 0] = startsAt.split(':').map(Number);
  const at = (((hour * 60 + minute + Math.round(minutes)) % 1440) + 1440) % 1440;
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
}

/** `08:20 to 08:40`: when a slot is, counted from 0. */
export function spanOf(startsAt: string, slot: number, slotMinutes: number): string {
  return `${clockAfter(startsAt, slot * slotMinutes)} to ${clockAfter(startsAt, (slot + 1) * slotMinutes)}`;
}
