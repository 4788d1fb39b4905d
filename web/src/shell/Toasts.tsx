import { useEffect } from 'react';
import { Button } from '../ui/Button';
import { ProblemNote } from '../ui/ProblemNote';
import { dismiss, linger, takeBack, useToasts, type Toast } from './toasts';
import styles from './toasts.module.css';
import { useSecond } from './useNow';

function Message({ toast }: { toast: Toast }) {
  const left = Math.max(0, Math.ceil((toast.until - useSecond()) / 1000));
  useEffect(() => {
    const timer = setTimeout(() => dismiss(toast.id), Math.max(0, toast.until - Date.now()));
    return () => clearTimeout(timer);
  }, [toast.id, toast.until]);
  return (
    <div className={styles.toast} data-problem={toast.problem ? true : undefined} onPointerEnter={() => linger(toast.id)}
      onFocus={() => linger(toast.id)}>
      {toast.problem ? <ProblemNote problem={toast.problem} /> : <p>{toast.words}</p>}
      {toast.undo && (
        <Button onPress={() => void takeBack(toast)} aria-label="Undo">
          Undo <span className={styles.left} aria-hidden="true">{Math.min(left, 10)}</span>
        </Button>
      )}
      <Button look="quiet" onPress={() => dismiss(toast.id)}>Close</Button>
    </div>
  );
}

/** Ctrl+Z takes back the newest move while its offer stands. */
function useUndoKey(toasts: readonly Toast[]): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLInputElement;
      const newest = toasts.findLast((toast) => toast.undo);
      if (!newest || typing || event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void takeBack(newest);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [toasts]);
}

export function Toasts() {
  const toasts = useToasts();
  useUndoKey(toasts);
  return (
    <section className={styles.region} aria-label="Messages">
      <div role="status" aria-live="polite">
        {toasts.map((toast) => <Message key={toast.id} toast={toast} />)}
      </div>
    </section>
  );
}
