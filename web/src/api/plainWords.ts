/** Some problems speak to programs: headers, fields and keys. On screens they speak to the person at the desk. */
import { dayInWords } from '../time/speech';
import { clock, dateAt } from '../time/zone';
import type { Problem } from './wire';

type Words = Partial<Pick<Problem, 'title' | 'detail' | 'advice'>>;

const PLAIN: Record<string, Words> = {
  'wrong-credentials': { detail: '' },
  'invalid-field': { title: 'Something here cannot be used as it is' },
  'body-too-large': { title: 'This is too much at once', advice: 'Use fewer rows.' },
  busy: { advice: 'Wait a moment and try again.' },
  stopping: { advice: 'Wait a moment and try again.' },
  'age-required': { detail: 'This visit has age limits.', advice: 'Write the patient’s age.' },
  'session-plan-invalid': { title: 'This session cannot be planned', advice: '' },
  'too-early': { detail: 'The visit’s day has not come.' },
};

/** The detail says how long to wait; what came before it is the title. */
function tooMany(problem: Problem): Problem {
  return { ...problem, title: 'Too many tries', detail: /Try again.*$/s.exec(problem.detail)?.[0] ?? problem.detail, advice: '' };
}

const MOMENT = /\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/;

/** The moment that the detail names, on the clinic's clock; empty where the clinic's zone is not known. */
function momentIn(detail: string, zone: string | undefined): { day: string; time: string } | undefined {
  const instant = Date.parse(MOMENT.exec(detail)?.[0] ?? '');
  if (zone === undefined || Number.isNaN(instant)) return undefined;
  const date = dateAt(instant, zone);
  return { day: dayInWords(date, date), time: clock(instant, zone) };
}

/** A session's plan keeps the slot for visits of another kind, until some days before. */
function slotKept(problem: Problem, zone: string | undefined): Problem {
  const until = momentIn(problem.detail, zone);
  return {
    ...problem,
    title: 'This time is kept for another kind of visit',
    detail: until ? `If nobody books it, it opens to every visit on ${until.day} at ${until.time}.` : 'If nobody books it, it opens to every visit some days before.',
    advice: 'Choose one of the other times: search again to see those that are open to this visit.',
  };
}

/** The plan's slots are taken as they are: a visit begins where one begins. */
function notASlotStart(problem: Problem, zone: string | undefined): Problem {
  const start = momentIn(problem.detail, zone);
  return {
    ...problem,
    title: 'Visits begin with a slot here',
    detail: start ? `The slot at this time begins at ${start.time}.` : 'This time lies in the middle of a slot of the session’s plan.',
    advice: 'Choose a time at which a slot begins: search again to see them.',
  };
}

/** Advice about the body of a request helps nobody at a screen. */
const FOR_PROGRAMS = /`|openapi\.json/;

/** `zone` is the clinic's, where the reader looks at one clinic. */
export function plainWords(problem: Problem, zone?: string): Problem {
  if (problem.code === 'rate-limited') return tooMany(problem);
  if (problem.code === 'slot-kept') return slotKept(problem, zone);
  if (problem.code === 'not-a-slot-start') return notASlotStart(problem, zone);
  const told = { ...problem, ...PLAIN[problem.code] };
  return FOR_PROGRAMS.test(told.advice) ? { ...told, advice: '' } : told;
}

/** The same for a move: nobody has searched there, so advice to search again would lead nowhere. */
export function inWordsOfMove(problem: Problem, zone?: string): Problem {
  if (!/search/i.test(problem.advice)) return problem;
  return { ...plainWords(problem, zone), code: 'move-refused', advice: 'Choose another time or row, or stop: then the visit stays where it was.' };
}
