/** A panel beside the board, or over it where the screen is narrow. Escape closes it; focus goes back where it was. */
import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from './Button';
import { Icon } from './Icon';
import styles from './panel.module.css';

interface Props { title: string; onClose: () => void; children: ReactNode }

export function Panel({ title, onClose, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const stop = before instanceof HTMLElement ? before.dataset['stop'] : undefined;
    heading.current?.focus();
    return () => {
      // Whoever closed the panel may have sent the focus somewhere already.
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      const again = stop === undefined ? before : document.querySelector(`[data-stop="${CSS.escape(stop)}"]`) ?? before;
      if (again instanceof HTMLElement && again.isConnected) again.focus({ preventScroll: true });
    };
  }, []);
  return (
    <aside className={styles.panel} aria-label={title}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}>
      <header className={styles.head}>
        <h2 ref={heading} tabIndex={-1}>{title}</h2>
        <Button look="icon" aria-label="Close" onPress={onClose}><Icon name="close" /></Button>
      </header>
      <div className={styles.body}>{children}</div>
    </aside>
  );
}
