import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Along } from './Along';
import styles from './segmented.module.css';

interface Props<T extends string> {
  label: string;
  options: readonly { id: T; name: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few, all of them in sight. */
export function Segmented<T extends string>({ label, options, value, onChange }: Props<T>) {
  return (
    <Along>
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
    </Along>
  );
}
