/** A row's name, what the resource can do, how its session will go, and the pin that keeps it on top. */
import { Icon } from '../ui/Icon';
import { useScene } from './BoardContext';
import { describe } from './describe';
import styles from './nameCell.module.css';
import { OutlookMark } from './OutlookMark';
import type { Row } from './rows';

export function NameCell({ row, pinned }: { row: Row; pinned: boolean }) {
  const scene = useScene();
  const { id, name } = row.resource;
  const outlook = scene.outlooks.get(id);
  return (
    <div role="rowheader" className={styles.name}>
      <span className={styles.words}>
        <span className={styles.title} title={name}>{name}</span>
        <span className={styles.below}>
          <span className={styles.attributes} title={describe(row.resource)}>{describe(row.resource)}</span>
          {outlook && <OutlookMark outlook={outlook} name={name} />}
        </span>
      </span>
      <button type="button" className={styles.pin} tabIndex={-1} aria-pressed={pinned}
        aria-label={`Keep ${name} on top`} title={pinned ? 'Unpin' : 'Pin to the top'} onClick={() => scene.pin(id)}>
        <Icon name="pin" size={14} />
      </button>
    </div>
  );
}
