import { Button, ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import type { Option } from './Choose';
import styles from './field.module.css';
import { Icon } from './Icon';

interface Props {
  label: string;
  placeholder?: string;
  options: readonly Option[];
  value: string | null;
  onChange: (id: string | null) => void;
  error?: string | undefined;
  autoFocus?: boolean;
}

/**
 * While its list is open, a combobox hides the rest of the page from assistive technology, and leaves buttons there that
 * can still be focused. The list closes as soon as the focus goes, so nothing needs hiding: the page is marked as what
 * the library never hides.
 */
function keepPageVisible(open: boolean): void {
  document.getElementById('root')?.toggleAttribute('data-live-announcer', open);
}

/** One of a long list, found by typing. */
export function SearchChoice({ label, placeholder = '', options, value, onChange, error, autoFocus = false }: Props) {
  return (
    <ComboBox className={styles.field ?? ''} defaultItems={options} value={value} menuTrigger="focus" autoFocus={autoFocus}
      isInvalid={error !== undefined} validationBehavior="aria"
      onOpenChange={keepPageVisible}
      onChange={(key) => onChange(key === null ? null : String(key))}>
      <Label className={styles.label ?? ''}>{label}</Label>
      <div className={styles.combo}>
        <Input className={styles.input ?? ''} placeholder={placeholder} />
        <Button className={styles.arrow ?? ''}><Icon name="down" /></Button>
      </div>
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
      <Popover className={styles.popover ?? ''}>
        <ListBox<Option> className={styles.list ?? ''}>
          {(option) => <ListBoxItem className={styles.option ?? ''} id={option.id}>{option.name}</ListBoxItem>}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
