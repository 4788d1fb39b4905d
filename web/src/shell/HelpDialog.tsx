/** Every key of the desk, on one page. Focus stays inside until it closes, and goes back where it was. */
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import styles from './help.module.css';
import { BY_POINTER, CHAPTERS, type Chapter } from './shortcuts';

function Keys({ title, shortcuts }: Chapter) {
  return (
    <section>
      <h3>{title}</h3>
      <dl className={styles.keys}>
        {shortcuts.map(({ keys, words }) => (
          <div key={keys.join(' ')}>
            <dt>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function HelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <ModalOverlay isOpen isDismissable className={styles.veil ?? ''} onOpenChange={(open) => !open && onClose()}>
      <Modal className={styles.modal ?? ''}>
        <Dialog className={styles.dialog ?? ''}>
          <header className={styles.head}>
            <Heading slot="title">Keys and gestures</Heading>
            <Button look="icon" aria-label="Close" autoFocus onPress={onClose}><Icon name="close" /></Button>
          </header>
          <div className={styles.chapters}>
            {CHAPTERS.map((chapter) => <Keys key={chapter.title} {...chapter} />)}
            <section>
              <h3>By mouse or finger</h3>
              <ul className={styles.gestures}>{BY_POINTER.map((words) => <li key={words}>{words}</li>)}</ul>
            </section>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
