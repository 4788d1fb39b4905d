/** One part of a visit on one resource's row. */
import { memo } from 'react';
import { clock } from '../time/zone';
import { countdown } from '../time/speech';
import { useSecond } from '../shell/useNow';
import { Icon } from '../ui/Icon';
import { useScene } from './BoardContext';
import styles from './card.module.css';
import { toX, type Timeline } from './geometry/timeline';
import { light, useIsLit } from './lit';
import type { Part } from './rows';
import { StatusMark } from './StatusMark';

/** Below these widths a mark, a name or a time would only be noise. */
const ROOM_FOR_MARK = 16;
const ROOM_FOR_NAME = 24;
const ROOM_FOR_TIME = 42;

function Countdown({ expires }: { expires: string }) {
  return <>{countdown(Date.parse(expires) - useSecond())} left</>;
}

interface Props { part: Part; timeline: Timeline; top: number; height: number; focusable: boolean }

export const Card = memo(function Card({ part, timeline, top, height, focusable }: Props) {
  const scene = useScene();
  const { appointment } = part;
  const lit = useIsLit(appointment.id);
  const left = toX(timeline, part.start);
  const width = Math.max(4, toX(timeline, part.end) - left - 2);
  const oneLine = height < 32;
  return (
    <button type="button" className={styles.card} style={{ left, top, width, height: height - 2 }}
      data-status={appointment.status} data-slim={width < 80 || undefined} data-visit={appointment.id} data-stop={`${part.resource} ${part.key}`}
      data-lit={lit || undefined} data-open={scene.openId === appointment.id || undefined} data-moving={scene.movingId === appointment.id || undefined}
      tabIndex={focusable ? 0 : -1} aria-label={scene.names.full(appointment)} aria-haspopup="dialog"
      onClick={() => scene.openVisit(appointment)}
      onPointerEnter={(event) => light({ visit: appointment.id, near: event.currentTarget.getBoundingClientRect() })}
      onPointerLeave={() => light(null)}
      onFocus={(event) => light({ visit: appointment.id, near: event.currentTarget.getBoundingClientRect() })}
      onBlur={() => light(null)}>
      {part.joins.map((join) => (
        <i key={join} className={styles.join} style={{ left: toX(timeline, join) - left }} />
      ))}
      {width >= ROOM_FOR_MARK && (
        <span className={styles.title}>
          <StatusMark status={appointment.status} />
          {width >= ROOM_FOR_NAME && <span className={styles.name}>{scene.names.visit(appointment)}</span>}
        </span>
      )}
      {!oneLine && width >= ROOM_FOR_TIME && (
        <span className={styles.time}>
          {clock(Date.parse(appointment.start ?? ''), scene.zone)}
          <span className={styles.extra}>
            {appointment.status === 'pending' && appointment.expires
              ? <><Icon name="clock" size={12} /><Countdown expires={appointment.expires} /></>
              : appointment.patient}
          </span>
        </span>
      )}
    </button>
  );
});
