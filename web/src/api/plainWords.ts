/** Some problems speak to programs: headers, fields and keys. On screens they speak to the person at the desk. */
import type { Problem } from './wire';

type Words = Partial<Pick<Problem, 'title' | 'detail' | 'advice'>>;

const PLAIN: Record<string, Words> = {
  'wrong-credentials': { detail: '' },
  busy: { advice: 'Wait a moment and try again.' },
  stopping: { advice: 'Wait a moment and try again.' },
  'age-required': { detail: 'This visit has age limits.', advice: 'Write the patient’s age.' },
  'too-early': { detail: 'The visit’s day has not come.' },
};

/** The detail says how long to wait; what came before it is the title. */
function tooMany(problem: Problem): Problem {
  return { ...problem, title: 'Too many tries', detail: /Try again.*$/s.exec(problem.detail)?.[0] ?? problem.detail, advice: '' };
}

export function plainWords(problem: Problem): Problem {
  return problem.code === 'rate-limited' ? tooMany(problem) : { ...problem, ...PLAIN[problem.code] };
}

/** The same for a move: nobody has searched there, so advice to search again would lead nowhere. */
export function inWordsOfMove(problem: Problem): Problem {
  if (!/search/i.test(problem.advice)) return problem;
  return { ...problem, advice: 'Choose another time or row, or stop: then the visit stays where it was.' };
}
