/** An answer that is not a success, as an error that screens can show in place. */
import type { Problem } from './wire';

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
    this.name = 'ProblemError';
  }
}

const plain = { type: 'about:blank', instance: '', trace_id: '' };

/** The server could not be reached at all. */
export function unreachable(): ProblemError {
  return new ProblemError({
    ...plain,
    status: 0,
    code: 'unreachable',
    title: 'No answer from the server',
    detail: 'The request may or may not have arrived.',
    advice: 'Check the connection and try again: trying again can never do the same thing twice.',
  });
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'title' in value && 'status' in value;
}

/** The problem that an answer carries, or one made up from its status where it carries none. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => null);
  if (isProblem(body)) return new ProblemError(body);
  return new ProblemError({
    ...plain,
    status: response.status,
    code: 'unexpected-answer',
    title: 'The server gave an unexpected answer',
    detail: `It answered with status ${response.status}.`,
    advice: 'Try again in a moment. If it stays like this, tell the people who run the server.',
  });
}

/** Any thrown thing as a problem. */
export function asProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return unreachable().problem;
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status === 401;
}
