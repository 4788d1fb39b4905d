/** Some problems speak to programs: headers, fields and keys. On screens they speak to the person at the desk. */
import type { Problem } from './wire';

type Words = Partial<Pick<Problem, 'title' | 'detail' | 'advice'>>;

const PLAIN: Record<string, Words> = {
  // The detail says how long to wait.
  'rate-limited': { title: 'Too many tries', advice: '' },
  'wrong-credentials': { detail: '' },
  busy: { advice: 'Wait a moment and try again.' },
  stopping: { advice: 'Wait a moment and try again.' },
  'age-required': { detail: 'This visit has age limits.', advice: 'Write the patient’s age.' },
  'too-early': { detail: 'The visit’s day has not come.' },
};

export function plainWords(problem: Problem): Problem {
  return { ...problem, ...PLAIN[problem.code] };
}

/** The same for a move: nobody has searched there, so advice to search again would lead nowhere. */
export function inWordsOfMove(problem: Problem): Problem {
  if (!/search/i.test(problem.advice)) return problem;
  return { ...problem, advice: 'Choose another time or row, or stop: then the visit stays where it was.' };
}
