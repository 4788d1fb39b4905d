/** A proposal that is not what was studied carries no figures, and says so before it is sent. */
import { Button } from '../ui/Button';
import styles from './lab.module.css';
import type { Studied } from './proposal';

/** The longest slots that the session's settings take. */
const LONGEST_SLOT = 240;

interface Props { changes: { slots: boolean; kinds: boolean }; studied: Studied; slotMinutes: number; onStudy: () => void; onKinds: () => void }

export function NotStudied({ changes, studied, slotMinutes, onStudy, onKinds }: Props) {
  if (!changes.slots && !changes.kinds) return null;
  return (
    <div className={styles.hindsight} role="status">
      <p>This is not what was studied: the proposal carries no figures. {changes.slots && 'Study it with these slots first.'}</p>
      <ul className={styles.differences}>
        {changes.slots && <li>Slots of {slotMinutes} minutes; studied were slots of {studied.slotMinutes}.</li>}
        {changes.kinds && <li>Visit types are in other kinds than those studied.</li>}
      </ul>
      <div className={styles.row}>
        {changes.slots && slotMinutes <= LONGEST_SLOT && <Button onPress={onStudy}>Study slots of {slotMinutes} minutes</Button>}
        {changes.kinds && <Button onPress={onKinds}>Kinds as studied</Button>}
      </div>
    </div>
  );
}
