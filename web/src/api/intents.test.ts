import { expect, test } from 'vitest';
import { Intents } from './intents';

test('the same intent keeps its key until there is a definite answer', () => {
  const intents = new Intents();
  const first = intents.keyFor('POST /v1/holds {}');
  expect(intents.keyFor('POST /v1/holds {}')).toBe(first);
  intents.settle('POST /v1/holds {}', 503);
  expect(intents.keyFor('POST /v1/holds {}')).toBe(first);
  intents.settle('POST /v1/holds {}', 429);
  expect(intents.keyFor('POST /v1/holds {}')).toBe(first);
  intents.settle('POST /v1/holds {}', 201);
  expect(intents.keyFor('POST /v1/holds {}')).not.toBe(first);
});

test('different intents have different keys', () => {
  const intents = new Intents();
  expect(intents.keyFor('a')).not.toBe(intents.keyFor('b'));
});
