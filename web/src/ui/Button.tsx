import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import styles from './button.module.css';

type Look = 'plain' | 'primary' | 'quiet' | 'harm' | 'icon';

const CLASSES: Record<Look, string | undefined> = {
  plain: styles.button, primary: styles.primary, quiet: styles.quiet, harm: styles.harm, icon: styles.icon,
};

type Props = Omit<ButtonProps, 'children'> & { look?: Look; busy?: boolean; children: ReactNode };

/** A button. While it is busy it cannot be pressed again, and says so. */
export function Button({ look = 'plain', busy = false, children, type = 'button', onPress, ...props }: Props) {
  // The library's own pending state is read aloud by way of an element that may be gone by then.
  const press = busy || onPress === undefined ? {} : { onPress };
  return (
    <AriaButton {...props} {...press} type={busy ? 'button' : type} className={CLASSES[look] ?? ''}>
      {children}
      {busy && <span className="unseen">, working</span>}
    </AriaButton>
  );
}
