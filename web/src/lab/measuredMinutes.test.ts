import { describe, expect, test } from 'vitest';
import { readMinutes } from './measuredMinutes';

describe('one a line', () => {
  test('numbers are read, blank lines and line ends of every kind are passed over', () => {
    expect(readMinutes('12.5\r\n8\n\n31\r').minutes).toEqual([12.5, 8, 31]);
  });
  test('decimal commas are read where commas do not part columns', () => {
    expect(readMinutes('12.5\n8,25').minutes).toEqual([12.5, 8.25]);
    expect(readMinutes('id;minutes\n1;12,5\n2;8').minutes).toEqual([12.5, 8]);
  });
  test('what is no time is named by its row, and left out', () => {
    const { minutes, wrong } = readMinutes('12\nNA\n-3\n0\nten\n1093\n1e999\n9');
    expect(minutes).toEqual([12, 9]);
    expect(wrong.map((each) => each.row)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(wrong[0]?.words).toContain('“NA”');
    expect(wrong[4]?.words).toContain('18 hours');
  });
  test('a missing value at the top is no heading', () => {
    expect(readMinutes('NA\n12').wrong).toEqual([{ row: 1, words: '“NA” is not a number: leave the row out' }]);
  });
  test('nothing is nothing', () => {
    expect(readMinutes('  \n ')).toMatchObject({ minutes: [], wrong: [] });
  });
});

describe('a table', () => {
  const table = 'patient,service minutes,age\np-1,12.5,40\np-2,,41\np-3,"8",42';
  test('the column is found by its name, quotes are taken off, blank fields are named by row', () => {
    const read = readMinutes(table);
    expect(read.column).toBe('service minutes');
    expect(read.minutes).toEqual([12.5, 8]);
    expect(read.wrong).toEqual([{ row: 3, words: 'the field is blank' }]);
  });
  test('another column can be asked for', () => {
    expect(readMinutes(table, 'age').minutes).toEqual([40, 41, 42]);
  });
  test('without names the last column of numbers is taken', () => {
    expect(readMinutes('a,12,x\nb,13,y').minutes).toEqual([12, 13]);
  });
  test('a short row is told', () => {
    expect(readMinutes('id\tminutes\n1\t9\n2').wrong).toEqual([{ row: 3, words: 'the field is blank' }]);
  });
});

describe('seconds', () => {
  const logged = 'ID,Session,StartTime,ServTime\nHA1,1,8:31:40,691\nHA2,1,8:43:11,614\nHA1,1,9:00:00,90';
  test('are read from a log of service times, and the guess is told', () => {
    const read = readMinutes(logged);
    expect(read).toMatchObject({ column: 'ServTime', unit: 'seconds' });
    expect(read.minutes[2]).toBe(1.5);
    expect(read.guess.why).toContain('ServTime');
  });
  test('are guessed from headings and from size; what was chosen counts', () => {
    const unitOf = (text: string): string => readMinutes(text).unit;
    expect(unitOf('service_s\n40\n50')).toBe('seconds');
    expect(unitOf('Duration (sec)\n40\n50')).toBe('seconds');
    expect(unitOf('service minutes\n400\n500')).toBe('minutes');
    expect(unitOf('ServTime\n12\n20')).toBe('minutes');
    expect(unitOf('600\n700\n20')).toBe('seconds');
    expect(unitOf('120\n120\n120')).toBe('minutes');
    expect(unitOf('NA')).toBe('minutes');
    expect(readMinutes(logged, undefined, 'minutes').minutes).toEqual([691, 614, 90]);
  });
  test('have the same limits as minutes', () => {
    const { wrong } = readMinutes('sec\n0.2\n65521\n65520');
    expect(wrong.map((each) => each.words)).toEqual(['0.2 seconds are shorter than a second', '65521 seconds are more than 18 hours']);
    expect(readMinutes('min\n0.001').wrong[0]?.words).toContain('shorter than a second');
  });
});

describe('record ids', () => {
  test('that repeat are named with their rows', () => {
    expect(readMinutes('ID,min\na,5\nb,6\na,7').repeated).toEqual([{ id: 'a', rows: [2, 4] }]);
    expect(readMinutes('Visit ID,min\n1,5\n1,6')).toMatchObject({ idColumn: 'Visit ID', repeated: [{ id: '1', rows: [2, 3] }] });
  });
  test('of patients may repeat, and numbers without a heading are no ids', () => {
    expect(readMinutes('patient id,min\n1,5\n1,6').repeated).toEqual([]);
    expect(readMinutes('1,5\n1,6')).toMatchObject({ idColumn: null, repeated: [] });
  });
});
