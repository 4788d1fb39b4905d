/** The visit under the pointer or focus in a few more words, next to its card. */
import { spanInWords } from '../time/speech';
import type { Appointment } from '../api/wire';
import { useScene } from './BoardContext';
import { across, flowOf } from './geometry/flow';
import { useLit } from './lit';
import { resourcesOf, spanOfVisit } from './names';
import styles from './peek.module.css';
import { LEVEL_WORDS, levelOf, riskWithBand } from './risk';
import { RiskBar } from './RiskBar';
import { STATUS_WORDS } from './status';
import { StatusMark } from './StatusMark';

const WIDTH = 260;
const HEIGHT = 144;

export function Peek({ find }: { find: (id: string) => Appointment | undefined }) {
  const scene = useScene();
  const lit = useLit();
  const appointment = lit ? find(lit.visit) : undefined;
  if (!lit || !appointment || scene.movingId !== null || scene.openId === appointment.id) return null;
  const { start, end } = spanOfVisit(appointment);
  const risk = appointment.status === 'booked' ? scene.risks.get(appointment.id)?.no_show : undefined;
  const flow = flowOf();
  const page = { left: 0, right: innerWidth };
  const below = lit.near.bottom + HEIGHT < innerHeight;
  const place = {
    insetInlineStart: Math.max(8, Math.min(across(flow === 'rtl' ? lit.near.right : lit.near.left, page, flow), innerWidth - WIDTH - 16)),
    ...(below ? { top: lit.near.bottom + 6 } : { bottom: innerHeight - lit.near.top + 6 }),
  };
  return (
    <div key={appointment.id} className={styles.peek} aria-hidden="true" style={{ ...place, width: WIDTH }}>
      <p className={styles.name}>{scene.names.visit(appointment)}<span className={styles.code}>{scene.names.code(appointment)}</span></p>
      <p>{spanInWords(start, end, scene.zone)}</p>
      <p className={styles.who}>{resourcesOf(appointment).map(scene.names.resource).join(', ')}</p>
      <p className={styles.status}><StatusMark status={appointment.status} /> {STATUS_WORDS[appointment.status]} · {appointment.patient}</p>
      {risk && <p className={styles.risk}>Risk {riskWithBand(risk)}: {LEVEL_WORDS[levelOf(risk, scene.doubtfulFrom)]}</p>}
      {risk && <RiskBar risk={risk} thin />}
    </div>
  );
}
