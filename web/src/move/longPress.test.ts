import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LIFT_MS, LongPress } from './longPress';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function pressed(): { press: LongPress; lift: ReturnType<typeof vi.fn> } {
  const press = new LongPress();
  const lift = vi.fn();
  press.begin(100, 100, lift);
  return { press, lift };
}

test('a finger that rests lifts, once', () => {
  const { press, lift } = pressed();
  press.moved(104, 97);
  vi.advanceTimersByTime(LIFT_MS - 1);
  expect(lift).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(lift).toHaveBeenCalledOnce();
  expect(press.waits).toBe(false);
});

test('a finger that goes away scrolls', () => {
  const { press, lift } = pressed();
  press.moved(100, 120);
  vi.advanceTimersByTime(LIFT_MS * 2);
  expect(lift).not.toHaveBeenCalled();
});

test('a finger that leaves early taps', () => {
  const { press, lift } = pressed();
  press.end();
  vi.advanceTimersByTime(LIFT_MS * 2);
  expect(lift).not.toHaveBeenCalled();
});

test('another press starts the wait anew', () => {
  const { press, lift } = pressed();
  vi.advanceTimersByTime(LIFT_MS - 10);
  const second = vi.fn();
  press.begin(0, 0, second);
  vi.advanceTimersByTime(20);
  expect(lift).not.toHaveBeenCalled();
  vi.advanceTimersByTime(LIFT_MS);
  expect(second).toHaveBeenCalledOnce();
});
