/** When patients were checked in: appointments do not tell it, the event stream does. */
import { useQuery } from '@tanstack/react-query';

export const ADVANCED = 'appointment_advanced';

/** Check-ins heard since the page was opened, by appointment. */
const heard = new Map<string, number>();

interface Advanced { at: string; body: { appointment_advanced?: { id: number; to: string } } }

/** The check-in that an event tells of, if it does. */
export function checkInOf(data: string): { appointment: string; at: number } | undefined {
  const { at, body } = JSON.parse(data) as Advanced;
  const advanced = body.appointment_advanced;
  return advanced?.to === 'checked-in' ? { appointment: `appointment-${advanced.id}`, at: Date.parse(at) } : undefined;
}

export function rememberCheckIn(data: string): void {
  const found = checkInOf(data);
  if (found) heard.set(found.appointment, found.at);
}

/** So many of the newest events are looked through: those of some hours, or of a day where little happens. */
const LOOK_BACK = 2_000;
/** A stream that brings nothing for so long has nothing more to bring. */
const PATIENCE_MS = 4_000;

/** Reads what happened before the page was opened, up to the log's head. */
function lookBack(appointment: string, head: number): Promise<number | null> {
  return new Promise((resolve) => {
    const source = new EventSource(`/v1/events?after=${Math.max(0, head - LOOK_BACK)}`);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (): void => {
      clearTimeout(timer);
      source.close();
      resolve(heard.get(appointment) ?? null);
    };
    const wait = (): void => {
      clearTimeout(timer);
      timer = setTimeout(end, PATIENCE_MS);
    };
    wait();
    source.addEventListener('error', end);
    source.addEventListener(ADVANCED, (event) => {
      rememberCheckIn(event.data);
      if (heard.has(appointment)) end();
      else wait();
    });
  });
}

/** When the patient was checked in; null where nobody can say, undefined while it is looked for. */
export function useCheckedIn(appointment: string, head: number, wanted: boolean): number | null | undefined {
  const { data } = useQuery({
    queryKey: ['check-in', appointment],
    queryFn: () => heard.get(appointment) ?? lookBack(appointment, head),
    enabled: wanted,
    staleTime: Infinity,
    retry: false,
  });
  return wanted ? data : null;
}
