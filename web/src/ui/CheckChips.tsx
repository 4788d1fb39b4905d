import { Checkbox, CheckboxGroup, FieldError, Label } from 'react-aria-components';
import styles from './checkChips.module.css';
import type { Option } from './Choose';
import field from './field.module.css';
import { Icon } from './Icon';

interface Props {
  label: string;
  options: readonly Option[];
  value: readonly string[];
  onChange: (value: string[]) => void;
  error?: string | undefined;
}

/** Any of a few, all of them in sight. */
export function CheckChips({ label, options, value, onChange, error }: Props) {
  return (
    <CheckboxGroup className={field.field ?? ''} value={[...value]} onChange={onChange} isInvalid={error !== undefined} validationBehavior="aria">
      <Label className={field.label ?? ''}>{label}</Label>
      <div className={styles.chips}>
        {options.map((option) => (
          <Checkbox key={option.id} value={option.id} className={styles.chip ?? ''}>
            {({ isSelected }) => <>{isSelected && <Icon name="tick" size={14} />}{option.name}</>}
          </Checkbox>
        ))}
      </div>
      <FieldError className={field.error ?? ''}>{error}</FieldError>
    </CheckboxGroup>
  );
}
