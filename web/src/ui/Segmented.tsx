import { I18nProvider, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useDirection } from '../shell/direction';
import styles from './segmented.module.css';

interface Props<T extends string> {
  label: string;
  options: readonly { id: T; name: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** The library takes the way of its arrow keys from a language; it has no words of its own here. */
const LANGUAGE_OF = { ltr: 'en', rtl: 'he' };

/** One of a few, all of them in sight. */
export function Segmented<T extends string>({ label, options, value, onChange }: Props<T>) {
  const direction = useDirection();
  return (
    <I18nProvider locale={LANGUAGE_OF[direction]}>
      <ToggleButtonGroup aria-label={label} className={styles.group ?? ''} selectionMode="single" disallowEmptySelection
        selectedKeys={[value]}
        onSelectionChange={(keys) => {
          const chosen = options.find((option) => keys.has(option.id));
          if (chosen) onChange(chosen.id);
        }}>
        {options.map((option) => (
          <ToggleButton key={option.id} id={option.id} className={styles.item ?? ''}>{option.name}</ToggleButton>
        ))}
      </ToggleButtonGroup>
    </I18nProvider>
  );
}
