/** The Markdown that cards are written in: headings, paragraphs, lists, tables and code. Everything else stays text. */
export type Inline = { kind: 'text' | 'strong' | 'emphasis' | 'code'; text: string };
export type Block =
  | { kind: 'heading'; level: number; text: Inline[] }
  | { kind: 'paragraph'; text: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'code'; text: string };

const MARKED = /(\*\*[^*]+\*\*|`[^`]+`|(?<![\w*])\*[^*\s][^*]*\*(?!\w)|(?<!\w)_[^_\s][^_]*_(?!\w))/;

/** Where nothing marks the text it is one piece. */
export function inline(text: string): Inline[] {
  return text.split(MARKED).filter((piece) => piece !== '').map((piece): Inline => {
    if (/^\*\*.+\*\*$/.test(piece)) return { kind: 'strong', text: piece.slice(2, -2) };
    if (/^`.+`$/.test(piece)) return { kind: 'code', text: piece.slice(1, -1) };
    if (MARKED.test(piece)) return { kind: 'emphasis', text: piece.slice(1, -1) };
    return { kind: 'text', text: piece.replaceAll(/\\([\\`*_|[\]<>#-])/g, '$1') };
  });
}

const BULLET = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/;

function cells(line: string): Inline[][] {
  return line.trim().replace(/^\|/, '').replace(/(?<!\\)\|$/, '').split(/(?<!\\)\|/).map((cell) => inline(cell.trim()));
}

function isRule(line: string | undefined): boolean {
  return line !== undefined && /^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$/.test(line) && line.includes('|');
}

/** Lines from `at` on as long as they belong; how many there are. */
function run(lines: readonly string[], at: number, belongs: (line: string) => boolean): string[] {
  const end = lines.findIndex((line, index) => index >= at && !belongs(line));
  return lines.slice(at, end < 0 ? lines.length : end);
}

function isPlain(line: string): boolean {
  return line.trim() !== '' && !/^#{1,6}\s/.test(line) && !BULLET.test(line) && !line.startsWith('```') && !line.trim().startsWith('|');
}

/** A line that is set in goes on with the item before. */
function itemsOf(lines: readonly string[]): Inline[][] {
  const items: string[] = [];
  for (const line of lines) {
    const item = BULLET.exec(line)?.[2];
    if (item === undefined) items.push(`${items.pop() ?? ''} ${line.trim()}`);
    else items.push(item);
  }
  return items.map(inline);
}

function fenced(lines: readonly string[], at: number): { block: Block; used: number } {
  const inside = run(lines, at + 1, (line) => !line.startsWith('```'));
  return { block: { kind: 'code', text: inside.join('\n') }, used: inside.length + 2 };
}

function blockAt(lines: readonly string[], at: number): { block: Block; used: number } {
  const line = lines[at] ?? '';
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
  if (heading) return { block: { kind: 'heading', level: heading[1]?.length ?? 1, text: inline(heading[2] ?? '') }, used: 1 };
  if (line.startsWith('```')) return fenced(lines, at);
  if (line.trim().startsWith('|') && isRule(lines[at + 1])) {
    const table = run(lines, at, (each) => each.trim().startsWith('|'));
    return { block: { kind: 'table', head: cells(line), rows: table.slice(2).map(cells) }, used: table.length };
  }
  const bullet = BULLET.exec(line);
  if (bullet) {
    const list = run(lines, at, (each) => BULLET.test(each) || (/^\s+\S/.test(each)));
    return { block: { kind: 'list', ordered: bullet[1] !== undefined, items: itemsOf(list) }, used: list.length };
  }
  const paragraph = [line, ...run(lines, at + 1, isPlain)];
  return { block: { kind: 'paragraph', text: inline(paragraph.map((each) => each.trim()).join(' ')) }, used: paragraph.length };
}

export function blocksOf(markdown: string): Block[] {
  const lines = markdown.replaceAll('\r\n', '\n').split('\n');
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    if ((lines[at] ?? '').trim() === '') {
      at += 1;
    } else {
      const { block, used } = blockAt(lines, at);
      blocks.push(block);
      at += used;
    }
  }
  return blocks;
}
