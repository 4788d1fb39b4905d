/** The day on paper: a table for each person. */
import { useScene } from '../board/BoardContext';
import { resourcesOf, spanOfVisit } from '../board/names';
import type { Row } from '../board/rows';
import { STATUS_WORDS } from '../board/status';
import { clock } from '../time/zone';
import styles from './printSheet.module.css';

function Person({ row }: { row: Row }) {
  const { names, zone } = useScene();
  return (
    <section className={styles.person}>
      <h2>{row.resource.name}</h2>
      <table>
        <thead><tr><th>Time</th><th>Visit</th><th>Patient</th><th>With</th><th>State</th></tr></thead>
        <tbody>
          {row.parts.map(({ key, appointment }) => (
            <tr key={key}>
              <td>{clock(spanOfVisit(appointment).start, zone)} to {clock(spanOfVisit(appointment).end, zone)}</td>
              <td>{names.visit(appointment)}</td>
              <td>{appointment.patient}</td>
              <td>{resourcesOf(appointment).filter((id) => id !== row.resource.id).map(names.resource).join(', ')}</td>
              <td>{STATUS_WORDS[appointment.status]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function PrintSheet({ rows }: { rows: ReadonlyMap<string, Row> }) {
  const people = [...rows.values()].filter((row) => row.resource.kind === 'practitioner' && row.parts.length > 0);
  return <div>{people.map((row) => <Person key={row.resource.id} row={row} />)}</div>;
}
