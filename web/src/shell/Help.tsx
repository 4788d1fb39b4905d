/** The way to the list of keys: a button, and the question mark. The list itself is loaded when somebody asks. */
import { lazy, Suspense, useEffect, useState } from 'react';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import styles from './help.module.css';

const HelpDialog = lazy(() => import('./HelpDialog').then((module) => ({ default: module.HelpDialog })));

/** Somebody who types means the letter. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select, [role="spinbutton"], [role="option"]');
}

export function HelpButton() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <span className={styles.button}>
        <Button look="icon" aria-label="Keys and gestures" aria-keyshortcuts="?" onPress={() => setOpen(true)}><Icon name="keys" /></Button>
      </span>
      {open && <Suspense fallback={null}><HelpDialog onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
}
