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
