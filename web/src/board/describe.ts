/** What a resource can do, in words: skills first, then languages, then places. */
import type { BoardResource } from '../api/wire';

const languages = new Intl.DisplayNames(['en'], { type: 'language' });
const LANGUAGE = 'lang:';

function languageName(attribute: string): string {
  const code = attribute.slice(LANGUAGE.length);
  try {
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}

export function describe({ attributes, capacity_units: units }: Pick<BoardResource, 'attributes' | 'capacity_units'>): string {
  const skills = attributes.filter((each) => !each.startsWith(LANGUAGE)).map((each) => each.replaceAll('-', ' '));
  const spoken = attributes.filter((each) => each.startsWith(LANGUAGE)).map(languageName);
  const places = units > 1 ? [`${units} places`] : [];
  return [...skills, ...spoken, ...places].join(' · ');
}
