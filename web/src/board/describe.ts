/** What a resource can do, in words: skills first, then languages, then places. */
import type { BoardResource } from '../api/wire';
import { countInWords } from '../time/speech';

const languages = new Intl.DisplayNames(['en'], { type: 'language' });
const LANGUAGE = 'lang:';
/** The most that a capacity can say. */
const NO_LIMIT = 65_535;
/** Where an import found the resource: of use to the next import, not to a reader. */
const FEED = 'feed:';

function languageName(attribute: string): string {
  const code = attribute.slice(LANGUAGE.length);
  try {
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}

export function describe({ attributes, capacity_units: units }: Pick<BoardResource, 'attributes' | 'capacity_units'>): string {
  const skills = attributes.filter((each) => !each.startsWith(LANGUAGE) && !each.startsWith(FEED)).map((each) => each.replaceAll('-', ' '));
  const spoken = attributes.filter((each) => each.startsWith(LANGUAGE)).map(languageName);
  const places = units > 1 ? [units === NO_LIMIT ? 'room for everybody' : `${countInWords(units)} places`] : [];
  return [...skills, ...spoken, ...places].join(' · ');
}
