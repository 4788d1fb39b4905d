import { expect, test } from 'vitest';
import { cardFace, type Mark } from './cardFace';

const tall = (width: number, mark: Mark = 'none') => cardFace({ width, height: 40, mark });

test('a wide card says time, patient and visit', () => {
  expect(tall(130)).toEqual({ time: 'clock', what: 'name', patient: true, mark: 'none', lines: 2 });
  expect(tall(130, 'always')).toMatchObject({ patient: true, mark: 'beside' });
});

test('the start is the last word to go', () => {
  expect(tall(70)).toMatchObject({ time: 'clock', what: 'short', patient: false });
  expect(tall(42)).toMatchObject({ time: 'clock', what: 'code' });
  expect(tall(30)).toMatchObject({ time: 'minute', what: 'code' });
  expect(tall(25)).toMatchObject({ time: 'minute', what: 'none' });
  expect(tall(19)).toMatchObject({ time: 'digits', what: 'none' });
  expect(tall(14)).toMatchObject({ time: 'none', what: 'none' });
});

test('a telling state goes below the time, in place of the code where both have no room', () => {
  expect(tall(46, 'always')).toMatchObject({ time: 'clock', what: 'code', mark: 'below' });
  expect(tall(40, 'always')).toMatchObject({ time: 'clock', what: 'none', mark: 'below' });
  expect(tall(30, 'always')).toMatchObject({ time: 'minute', what: 'none', mark: 'below' });
});

test('a state that is the rule gives way to the code', () => {
  expect(tall(40, 'if-room')).toMatchObject({ time: 'clock', what: 'code', mark: 'none' });
  expect(tall(70, 'if-room')).toMatchObject({ what: 'short', mark: 'beside' });
});

test('one line holds the time, then what fits', () => {
  const flat = (width: number) => cardFace({ width, height: 22, mark: 'none' });
  expect(flat(200)).toMatchObject({ time: 'clock', what: 'name', lines: 1 });
  expect(flat(110)).toMatchObject({ time: 'clock', what: 'short' });
  expect(flat(68)).toMatchObject({ time: 'clock', what: 'code' });
  expect(flat(42)).toMatchObject({ time: 'clock', what: 'none' });
});

test('more room never says less, but for the step to wider padding', () => {
  const worth = (width: number): number => {
    const face = tall(width);
    return { clock: 3, minute: 2, digits: 1, none: 0 }[face.time] + { name: 3, short: 2, code: 1, none: 0 }[face.what] + Number(face.patient);
  };
  for (let width = 4; width < 300; width += 1) expect(worth(width + 1), `at ${width}`).toBeGreaterThanOrEqual(worth(width));
});
