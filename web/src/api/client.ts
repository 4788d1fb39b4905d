/** The typed client of the API. Every answer that is not a success is thrown as a `ProblemError`. */
import createClient, { type Middleware } from 'openapi-fetch';
import { Intents } from './intents';
import { problemOf, unreachable } from './problem';
import type { paths } from './schema';

const intents = new Intents();
const fingerprints = new WeakMap<Request, string>();

const doors: Middleware = {
  async onRequest({ request }) {
    request.headers.set('X-Requested-With', 'lindley');
    if (request.method === 'GET') return request;
    const match = request.headers.get('If-Match') ?? '';
    const fingerprint = [request.method, request.url, match, await request.clone().text()].join(' ');
    fingerprints.set(request, fingerprint);
    request.headers.set('Idempotency-Key', intents.keyFor(fingerprint));
    return request;
  },
  async onResponse({ request, response }) {
    const fingerprint = fingerprints.get(request);
    if (fingerprint !== undefined) intents.settle(fingerprint, response.status);
    if (!response.ok) throw await problemOf(response);
    return response;
  },
  onError() {
    return unreachable();
  },
};

export const client = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '', credentials: 'same-origin' });
client.use(doors);

/** The key that the document asks for on every write; the client fills it in before the request leaves. */
export const KEYED = { 'Idempotency-Key': '' };

/** The body of an answer; middleware has already thrown where there is none. */
export async function bodyOf<T>(answer: Promise<{ data?: T }>): Promise<T> {
  const { data } = await answer;
  if (data === undefined) throw unreachable();
  return data;
}
