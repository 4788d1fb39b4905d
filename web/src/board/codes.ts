/** Shorter names for visit types, for cards too narrow for the whole: the words that matter, or a few letters. */

/** Words that tell no visit from another. */
const WEAK = new Set(['visit', 'visits', 'appointment', 'with', 'and', 'or', 'for', 'of', 'the', 'a', 'an', 'in', 'on', 'at', 'to']);
const MOST = 3;

function strongWords(name: string): string[] {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const strong = words.filter((word) => !WEAK.has(word.toLowerCase()));
  return strong.length > 0 ? strong : words;
}

function isAcronym(word: string): boolean {
  return word.length > 1 && word.length <= MOST && word === word.toUpperCase();
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}

/** Ways to shorten a name, the best first. */
function* ways(name: string): Generator<string> {
  const words = strongWords(name);
  const [first = '', ...rest] = words;
  const initials = words.map((word) => word.charAt(0)).join('').toUpperCase().slice(0, MOST);
  if (isAcronym(first)) yield first;
  yield words.length > 1 ? initials : capitalised(first.slice(0, MOST));
  for (const other of rest) yield capitalised(first.slice(0, 2)) + other.charAt(0).toUpperCase();
  for (let letter = 1; letter < first.length; letter += 1) yield `${first.charAt(0)}${first.charAt(letter)}`.toUpperCase();
  for (let number = 2; ; number += 1) yield `${first.charAt(0).toUpperCase()}${number}`;
}

/** So long may the first of several words be; it is cut to so few letters otherwise. */
const LONG = { from: 8, kept: 5 };

/** The name without words that tell nothing; of several words the first, often the department, is cut: `Cardi. follow-up`. */
export function shortName(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const strong = words.filter((word) => !WEAK.has(word.toLowerCase()));
  const [first = name, ...rest] = strong.length > 0 ? strong : words;
  const cut = rest.length > 0 && first.length >= LONG.from ? `${first.slice(0, LONG.kept)}.` : first;
  return [cut, ...rest].join(' ');
}

/** The codes by id, no two alike, given in order of name so that everybody sees the same ones. */
export function codesOf(types: Iterable<{ id: string; name: string }>): Map<string, string> {
  const codes = new Map<string, string>();
  const used = new Set<string>();
  for (const { id, name } of [...types].toSorted((a, b) => a.name.localeCompare(b.name, 'en') || a.id.localeCompare(b.id, 'en'))) {
    for (const code of ways(name)) {
      if (used.has(code)) continue;
      used.add(code);
      codes.set(id, code);
      break;
    }
  }
  return codes;
}
