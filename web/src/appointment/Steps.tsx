/** The steps of a visit with their times and whom they need. */
import type { Appointment, VisitType } from '../api/wire';
import { useScene } from '../board/BoardContext';
import { clock, MINUTE } from '../time/zone';
import styles from './visit.module.css';

interface Step { name: string; start: number; end: number; who: string[] }

function steps(visit: Appointment, visitType: VisitType | undefined, name: (id: string) => string): Step[] {
  const first = Date.parse(visit.start ?? '');
  const byRole = new Map(visit.segments.map((segment) => [segment.role, segment.resource]));
  return (visitType?.steps ?? []).map((step) => ({
    name: step.name,
    start: first + step.from_minute * MINUTE,
    end: first + step.until_minute * MINUTE,
    who: step.demands.map((demand) => name(byRole.get(demand.role) ?? demand.role)),
  }));
}

/** Where the visit's length is not its type's (visits of the past), only who took part. */
function parts(visit: Appointment, name: (id: string) => string): Step[] {
  return visit.segments.map((segment) => ({
    name: segment.role, start: Date.parse(segment.start), end: Date.parse(segment.end), who: [name(segment.resource)],
  }));
}

export function Steps({ visit, visitType }: { visit: Appointment; visitType: VisitType | undefined }) {
  const { zone, names } = useScene();
  if (visit.segments.length === 0) return null;
  const length = (Date.parse(visit.end ?? '') - Date.parse(visit.start ?? '')) / MINUTE;
  const list = visitType?.minutes === length ? steps(visit, visitType, names.resource) : parts(visit, names.resource);
  return (
    <section>
      <h3 className={styles.heading}>Steps</h3>
      <ol className={styles.steps}>
        {list.map((step) => (
          <li key={`${step.name} ${step.start}`}>
            <span className={styles.stepTime}>{clock(step.start, zone)}</span>
            <span>
              <strong>{step.name}</strong>
              <span className={styles.who}>{step.who.join(', ')} · {`until\u00a0${clock(step.end, zone)}`}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
