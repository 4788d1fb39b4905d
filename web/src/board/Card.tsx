/** One part of a visit on one resource's row. */
import { memo } from 'react';
import { clock } from '../time/zone';
import { countdown } from '../time/speech';
import { useSecond } from '../shell/useNow';
import { useScene } from './BoardContext';
import styles from './card.module.css';
import { cardFace, girth, type CardFace } from './geometry/cardFace';
import { toX, type Timeline } from './geometry/timeline';
import { light, useIsLit } from './lit';
import type { Part } from './rows';
import { levelOf, riskAloud, riskOnCard } from './risk';
import { RiskBar } from './RiskBar';
import { markWish, StatusMark } from './StatusMark';

function Countdown({ expires }: { expires: string }) {
  return <>{countdown(Date.parse(expires) - useSecond())} left</>;
}

/** Where in `09:20` each way of telling the time begins. */
const FROM = { clock: 0, minute: 2, digits: 3, none: 5 };

/** The words on a card; they are read aloud from its name, which says all. */
function Face({ part, face, risk, doubtful }: { part: Part; face: CardFace; risk: string; doubtful: boolean }) {
  const { zone, names } = useScene();
  const { appointment } = part;
  const start = clock(part.start, zone);
  const time = face.time !== 'none' && <span className={styles.time}>{start.slice(FROM[face.time])}</span>;
  const mark = face.mark !== 'none' && <StatusMark status={appointment.status} />;
  const words = { name: names.visit, short: names.short, code: names.code, none: () => '' }[face.what];
  const what = face.what !== 'none' && (
    <span className={styles.what} data-code={face.what === 'code' || undefined}>{words(appointment)}</span>
  );
  if (face.lines === 1) return <span className={styles.line} aria-hidden="true">{time}{mark}{what}</span>;
  const below = face.mark === 'below';
  return (
    <>
      <span className={styles.line} aria-hidden="true">
        {time}{!below && mark}
        {face.patient && <span className={styles.extra}>{appointment.expires ? <Countdown expires={appointment.expires} /> : appointment.patient}</span>}
        {risk !== '' && <span className={styles.risk} data-doubtful={doubtful || undefined}>{risk}</span>}
      </span>
      {(below || what) && <span className={styles.line} aria-hidden="true">{below && mark}{what}</span>}
    </>
  );
}

interface Props { part: Part; timeline: Timeline; top: number; height: number; focusable: boolean }

export const Card = memo(function Card({ part, timeline, top, height, focusable }: Props) {
  const scene = useScene();
  const { appointment } = part;
  const lit = useIsLit(appointment.id);
  const start = toX(timeline, part.start);
  const width = Math.max(4, toX(timeline, part.end) - start - 2);
  const face = cardFace({ width, height, mark: markWish(appointment.status) });
  const risk = appointment.status === 'booked' ? scene.risks.get(appointment.id)?.no_show : undefined;
  const doubtful = risk !== undefined && levelOf(risk, scene.doubtfulFrom) === 'doubtful';
  return (
    <button type="button" className={styles.card} style={{ insetInlineStart: start, top, width, height: height - 2 }}
      data-status={appointment.status} data-girth={girth(width)} data-visit={appointment.id} data-stop={`${part.resource} ${part.key}`}
      data-doubt={doubtful || undefined} data-lit={lit || undefined} data-open={scene.openId === appointment.id || undefined} data-moving={scene.movingId === appointment.id || undefined}
      tabIndex={focusable ? 0 : -1}
      onClick={() => scene.openVisit(appointment)}
      onPointerEnter={(event) => light({ visit: appointment.id, near: event.currentTarget.getBoundingClientRect() })}
      onPointerLeave={() => light(null)}
      onFocus={(event) => light({ visit: appointment.id, near: event.currentTarget.getBoundingClientRect() })}
      onBlur={() => light(null)}>
      <span className="unseen">{scene.names.full(appointment)}{riskAloud(risk, scene.doubtfulFrom)}</span>
      {part.joins.map((join) => (
        <i key={join} className={styles.join} style={{ insetInlineStart: toX(timeline, join) - start }} />
      ))}
      <Face part={part} face={face} doubtful={doubtful} risk={risk ? riskOnCard(risk, scene.doubtfulFrom, width) : ''} />
      {doubtful && <span className={styles.doubt}><RiskBar risk={risk} thin /></span>}
    </button>
  );
});
