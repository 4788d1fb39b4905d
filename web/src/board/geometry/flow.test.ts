import { describe, expect, test } from 'vitest';
import { across, scrollAcrossTo, scrolledAcross, wayOf } from './flow';

const box = { left: 100, right: 900 };

describe('a page read from right to left', () => {
  test('is measured from its right side', () => {
    expect(across(850, box, 'rtl')).toBe(50);
    expect(across(150, box, 'ltr')).toBe(50);
  });
  test('is scrolled below zero', () => {
    const element = { scrollLeft: 0 };
    scrollAcrossTo(element, 240, 'rtl');
    expect(element.scrollLeft).toBe(-240);
    expect(scrolledAcross(element)).toBe(240);
    scrollAcrossTo(element, 240, 'ltr');
    expect(scrolledAcross(element)).toBe(240);
  });
  test('has later things on the left', () => {
    expect([wayOf('ArrowLeft', 'rtl'), wayOf('ArrowRight', 'rtl')]).toEqual([1, -1]);
    expect([wayOf('ArrowLeft', 'ltr'), wayOf('ArrowRight', 'ltr')]).toEqual([-1, 1]);
    expect(wayOf('ArrowUp', 'rtl')).toBeUndefined();
  });
});
