import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import styles from './button.module.css';

type Look = 'plain' | 'primary' | 'quiet' | 'harm' | 'icon';

const CLASSES: Record<Look, string | undefined> = {
  plain: styles.button, primary: styles.primary, quiet: styles.quiet, harm: styles.harm, icon: styles.icon,
};

/** A button. While it is busy it cannot be pressed again, and says so. */
export function Button({ look = 'plain', busy = false, ...props }: ButtonProps & { look?: Look; busy?: boolean }) {
  return <AriaButton {...props} isPending={busy} className={CLASSES[look] ?? ''} />;
}
