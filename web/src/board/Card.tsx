/** One part of a visit on one resource's row. */
import { memo } from 'react';
import { clock } from '../time/zone';
import { countdown } from '../time/speech';
import { useSecond } from '../shell/useNow';
import { useScene } from './BoardContext';
import styles from './card.module.css';
import { toX, type Timeline } from './geometry/timeline';
import { light, useIsLit } from './lit';
import type { Part } from './rows';
import { hasMark, StatusMark } from './StatusMark';

/** Below these widths a mark, a name or a time would only be noise. */
const ROOM_FOR_MARK = 22;
const ROOM_FOR_NAME = { alone: 46, withMark: 60 };
const ROOM_FOR_TIME = 46;
/** Room for a line of its own beside the time. */
const ROOM_FOR_ALL = 112;

function Countdown({ expires }: { expires: string }) {
  return <>{countdown(Date.parse(expires) - useSecond())} left</>;
}

interface Props { part: Part; timeline: Timeline; top: number; height: number; focusable: boolean }

export const Card = memo(function Card({ part, timeline, top, height, focusable }: Props) {
  const scene = useScene();
  const { appointment } = part;
  const lit = useIsLit(appointment.id);
  const start = toX(timeline, part.start);
  const width = Math.max(4, toX(timeline, part.end) - start - 2);
  const oneLine = height < 32;
  const marked = hasMark(appointment.status);
  return (
    <button type="button" className={styles.card} style={{ insetInlineStart: start, top, width, height: height - 2 }}
      data-status={appointment.status} data-slim={width < ROOM_FOR_ALL || undefined} data-visit={appointment.id} data-stop={`${part.resource} ${part.key}`}
      data-lit={lit || undefined} data-open={scene.openId === appointment.id || undefined} data-moving={scene.movingId === appointment.id || undefined}
      tabIndex={focusable ? 0 : -1}
      onClick={() => scene.openVisit(appointment)}
      onPointerEnter={(event) => light({ visit: appointment.id, near: event.currentTarget.getBoundingClientRect() })}
      onPointerLeave={() => light(null)}
      onFocus={(event) => light({ visit: appointment.id, near: event.currentTarget.getBoundingClientRect() })}
      onBlur={() => light(null)}>
      <span className="unseen">{scene.names.full(appointment)}</span>
      {part.joins.map((join) => (
        <i key={join} className={styles.join} style={{ insetInlineStart: toX(timeline, join) - start }} />
      ))}
      {width >= ROOM_FOR_MARK && (
        <span className={styles.title} aria-hidden="true">
          <StatusMark status={appointment.status} />
          {width >= (marked ? ROOM_FOR_NAME.withMark : ROOM_FOR_NAME.alone) && <span className={styles.name}>{scene.names.visit(appointment)}</span>}
        </span>
      )}
      {!oneLine && width >= ROOM_FOR_TIME && (
        <span className={styles.time} aria-hidden="true">
          {clock(part.start, scene.zone)}
          {width >= ROOM_FOR_ALL && (
            <span className={styles.extra}>
              {appointment.expires ? <Countdown expires={appointment.expires} /> : appointment.patient}
            </span>
          )}
        </span>
      )}
    </button>
  );
});
