/** A number that is typed. It counts once it is finished: with Enter, or when the field is left. */
import { useState } from 'react';
import { TextField } from './TextField';

interface Props {
  label: string;
  value: number;
  onChange: (value: number) => void;
  min: number;
  max: number;
  /** Whether parts of one are numbers too. */
  fine?: boolean;
  help?: string;
  error?: string | undefined;
}

export function NumberText({ label, value, onChange, min, max, fine = false, help, error }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const number = Number(typed?.trim().replace(',', '.') || NaN);
  const good = number >= min && number <= max && (fine || Number.isInteger(number));
  const finish = (): void => {
    if (typed === null || !good) return;
    setTyped(null);
    if (number !== value) onChange(number);
  };
  const told = `Write ${fine ? 'a' : 'a whole'} number from ${min} to ${max.toLocaleString('en-GB')}.`;
  return (
    <TextField label={label} inputMode={fine ? 'decimal' : 'numeric'} autoComplete="off" value={typed ?? String(value)} {...(help === undefined ? {} : { help })}
      error={typed !== null && !good ? told : error} onChange={setTyped} onBlur={finish}
      onKeyDown={(event) => event.key === 'Enter' && finish()} />
  );
}
