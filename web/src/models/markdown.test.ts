import { describe, expect, test } from 'vitest';
import { blocksOf, inline } from './markdown';

describe('a card’s Markdown', () => {
  test('headings, paragraphs over lines, lists with set-in lines', () => {
    expect(blocksOf('# Card\n\nOne line\nand more.\n\n- first\n  goes on\n- second\n\n1. a\n2. b')).toEqual([
      { kind: 'heading', level: 1, text: [{ kind: 'text', text: 'Card' }] },
      { kind: 'paragraph', text: [{ kind: 'text', text: 'One line and more.' }] },
      { kind: 'list', ordered: false, items: [[{ kind: 'text', text: 'first goes on' }], [{ kind: 'text', text: 'second' }]] },
      { kind: 'list', ordered: true, items: [[{ kind: 'text', text: 'a' }], [{ kind: 'text', text: 'b' }]] },
    ]);
  });
  test('tables', () => {
    const [table] = blocksOf('| segment | Brier |\n|---|---:|\n| sex: women | 0.129 |\n| a \\| b | 1 |');
    expect(table).toMatchObject({ kind: 'table', head: [[{ text: 'segment' }], [{ text: 'Brier' }]] });
    expect(table?.kind === 'table' && table.rows.map((row) => row.map((cell) => cell.map((each) => each.text).join('')))).toEqual([['sex: women', '0.129'], ['a | b', '1']]);
  });
  test('marked words; stars and lines within words stay', () => {
    expect(inline('a **b** *c* `d_e` f_g_h 2*3*4')).toEqual([
      { kind: 'text', text: 'a ' }, { kind: 'strong', text: 'b' }, { kind: 'text', text: ' ' }, { kind: 'emphasis', text: 'c' }, { kind: 'text', text: ' ' },
      { kind: 'code', text: 'd_e' }, { kind: 'text', text: ' f_g_h 2*3*4' },
    ]);
  });
  test('HTML is text, code is not read, and nothing hangs on what is not closed', () => {
    expect(blocksOf('<script>alert(1)</script>')).toEqual([{ kind: 'paragraph', text: [{ kind: 'text', text: '<script>alert(1)</script>' }] }]);
    expect(blocksOf('```\n# no heading')).toEqual([{ kind: 'code', text: '# no heading' }]);
    expect(blocksOf('| no table\nat all')).toEqual([
      { kind: 'paragraph', text: [{ kind: 'text', text: '| no table at all' }] },
    ]);
    expect(blocksOf('')).toEqual([]);
  });
});
