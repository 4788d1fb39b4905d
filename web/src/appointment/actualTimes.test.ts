import { describe, expect, test } from 'vitest';
import { check, minutesOf, minutesTaken, propose, type Planned } from './actualTimes';

const zone = 'America/St_Johns';
/** The clock there runs three and a half hours after UTC. */
const at = (clock: string, date = '2026-11-24'): number => Date.parse(`${date}T${clock}:00-03:30`);
const planned: Planned = { start: at('09:30'), end: at('10:00'), zone };

describe('what is proposed', () => {
  test('runs from the check-in until now, on the site’s clock', () => {
    expect(propose(planned, at('09:41'), at('10:05'))).toMatchObject({ began: '09:41', ended: '10:05', why: 'Checked in at 09:41, until now.' });
  });
  test('begins with the plan where the patient came early', () => {
    expect(propose(planned, at('09:05'), at('09:50'))).toMatchObject({ began: '09:30', ended: '09:50', why: 'Checked in at 09:05, planned for 09:30, until now.' });
  });
  test('is nothing where the check-in is not known, or is being looked for', () => {
    expect(propose(planned, null, at('09:50'))).toMatchObject({ began: '', ended: '', why: 'When the patient was checked in is not known here.' });
    expect(propose(planned, undefined, at('09:50'))).toMatchObject({ began: '', ended: '' });
  });
  test('is nothing long after the planned end, when now says nothing of the visit', () => {
    expect(propose(planned, at('09:41'), at('11:00'))).toMatchObject({ ended: '11:00' });
    expect(propose(planned, at('09:41'), at('11:01'))).toMatchObject({ began: '', ended: '', why: 'Checked in at 09:41; it was to end at 10:00, so now is not when it ended.' });
  });
  test('is nothing before it could have begun', () => {
    expect(propose(planned, at('09:05'), at('09:20'))).toMatchObject({ began: '', ended: '', why: 'Checked in at 09:05, and hardly begun.' });
    expect(propose(planned, at('09:41'), at('09:41'))).toMatchObject({ began: '', ended: '' });
  });
});

test('times are read as people write them', () => {
  expect(['9:30', '09.30', '0930', ' 23:59 '].map(minutesOf)).toEqual([570, 570, 570, 1439]);
  expect(['24:00', '9:60', '9', 'noon', '', '123456'].map(minutesOf)).toEqual([undefined, undefined, undefined, undefined, undefined, undefined]);
});

describe('what is written', () => {
  const now = at('10:05');
  const wrong = (began: string, ended: string) => check({ began, ended }, planned, now).wrong;
  test('becomes instants of the visit’s own day', () => {
    const checked = check({ began: '9:41', ended: '10:05' }, planned, now);
    expect(checked).toEqual({ wrong: {}, actual: { start: '2026-11-24T13:11:00.000Z', end: '2026-11-24T13:35:00.000Z' } });
    expect(minutesTaken(checked)).toBe(24);
  });
  test('of a visit of an earlier day stays on that day', () => {
    expect(check({ began: '14:00', ended: '14:20' }, planned, at('08:00', '2026-11-26')).actual?.start).toBe('2026-11-24T17:30:00.000Z');
  });
  test('may be nothing at all', () => {
    expect(check({ began: ' ', ended: '' }, planned, now)).toEqual({ wrong: {} });
    expect(minutesTaken({ wrong: {} })).toBeUndefined();
  });
  test('is refused beside the field where it lies in the future', () => {
    expect(wrong('10:10', '10:20')).toEqual({ began: 'This time has not come yet.' });
    expect(wrong('09:41', '10:06')).toEqual({ ended: 'This time has not come yet.' });
  });
  test('is refused where it runs backwards or takes no time', () => {
    expect(wrong('09:50', '09:40')).toEqual({ ended: 'It must end later than it began.' });
    expect(wrong('09:50', '09:50')).toEqual({ ended: 'It must end later than it began.' });
    expect(check({ began: '14:00', ended: '13:30' }, planned, at('08:00', '2026-11-26')).wrong).toEqual({ ended: 'It must end later than it began.' });
  });
  test('may go past midnight', () => {
    const late: Planned = { start: at('23:30'), end: at('23:55'), zone };
    expect(check({ began: '23:30', ended: '00:10' }, late, at('00:15', '2026-11-25')).actual?.end).toBe('2026-11-25T03:40:00.000Z');
    expect(check({ began: '23:30', ended: '00:10' }, late, at('23:50')).wrong).toEqual({ ended: 'It must end later than it began.' });
  });
  test('is refused where it is half or cannot be read', () => {
    expect(wrong('', '10:00')).toEqual({ began: 'Write when it began as well, or leave both empty.' });
    expect(wrong('09:40', '')).toEqual({ ended: 'Write when it ended as well, or leave both empty.' });
    expect(wrong('half nine', '25:00')).toEqual({ began: 'Write a time like 09:30.', ended: 'Write a time like 09:30.' });
  });
});
