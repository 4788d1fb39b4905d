import type { HTMLInputTypeAttribute } from 'react';
import { FieldError, Input, Label, Text, TextField as AriaTextField, type TextFieldProps } from 'react-aria-components';
import styles from './field.module.css';

interface Props extends Omit<TextFieldProps, 'type' | 'className' | 'children'> {
  label: string;
  help?: string;
  error?: string | undefined;
  type?: HTMLInputTypeAttribute;
}

/** A labelled line of text; what is wrong with it stands under it. */
export function TextField({ label, help, error, ...props }: Props) {
  return (
    <AriaTextField {...props} className={styles.field ?? ''} isInvalid={error !== undefined} validationBehavior="aria">
      <Label className={styles.label ?? ''}>{label}</Label>
      <Input className={styles.input ?? ''} />
      {help !== undefined && error === undefined && <Text slot="description" className={styles.help ?? ''}>{help}</Text>}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </AriaTextField>
  );
}
