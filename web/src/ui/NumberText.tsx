/** A number that is typed. It counts once it is finished, with Enter or when the field is left, or with every letter if eager. */
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
  eager?: boolean;
  help?: string;
  error?: string | undefined;
}

function read(text: string): number {
  return Number(text.trim().replace(',', '.') || NaN);
}

export function NumberText({ label, value, onChange, min, max, fine = false, eager = false, help, error }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const isGood = (number: number): boolean => number >= min && number <= max && (fine || Number.isInteger(number));
  const good = typed === null || isGood(read(typed));
  const count = (text: string): void => {
    const number = read(text);
    if (isGood(number) && number !== value) onChange(number);
  };
  const finish = (): void => {
    if (typed === null || !good) return;
    setTyped(null);
    count(typed);
  };
  const told = `Write ${fine ? 'a' : 'a whole'} number from ${min} to ${max.toLocaleString('en-GB')}.`;
  return (
    <TextField label={label} inputMode={fine ? 'decimal' : 'numeric'} autoComplete="off" value={typed ?? String(value)} {...(help === undefined ? {} : { help })}
      error={good ? error : told} onBlur={finish}
      onChange={(text) => {
        setTyped(text);
        if (eager) count(text);
      }}
      onKeyDown={(event) => event.key === 'Enter' && finish()} />
  );
}
