/** Why a session could not be studied: what stands beside a field, and what is left to be told below them all. */
import type { Problem } from '../api/wire';

export type StudyField = 'slots' | 'slot_minutes' | 'groups' | 'scenarios' | 'source';

const FIELDS: readonly StudyField[] = ['slots', 'slot_minutes', 'groups', 'scenarios', 'source'];

function fieldOf(pointer: string): StudyField | undefined {
  return FIELDS.find((field) => pointer === `/${field}` || pointer.startsWith(`/${field}/`));
}

function sentence(words: string): string {
  const text = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The first thing that is wrong with each field. */
export function byField(problem: Problem | null): Partial<Record<StudyField, string>> {
  const found: Partial<Record<StudyField, string>> = {};
  for (const { pointer, detail } of problem?.errors ?? []) {
    const field = fieldOf(pointer);
    if (field !== undefined) found[field] ??= sentence(detail);
  }
  return found;
}

/** What no field says already; nothing where all that is wrong stands beside its field. */
export function leftOver(problem: Problem | null): Problem | undefined {
  if (problem === null) return undefined;
  const errors = problem.errors ?? [];
  const rest = errors.filter((each) => fieldOf(each.pointer) === undefined);
  if (errors.length > 0 && rest.length === 0) return undefined;
  return { ...problem, errors: rest };
}
