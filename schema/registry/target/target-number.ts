import {
  type Checked,
  checkIdentifier,
  formatId,
  type Identify,
  type IdScheme,
  PersonNumbers,
  TARGET_SCHEMES,
} from '../../shared/identifiers/index.js';

/** A number of a target as people write it. */
export interface GivenNumber {
  readonly scheme: IdScheme;
  readonly number: string;
}

/** The scheme and the number of an id `<scheme>:<value>`; undefined for another scheme or an id below an entity. */
export function numberOf(realId: string): GivenNumber | undefined {
  const colon = realId.indexOf(':');
  const scheme = TARGET_SCHEMES.find((one) => one === realId.slice(0, colon));
  const value = realId.slice(colon + 1);
  if (!scheme || value.includes('/')) return undefined;
  return { scheme, number: value.replace(/%2F/g, '/').replace(/%25/g, '%') };
}

/** Checks a number by the rules of its scheme; that of a natural person becomes a digest, and is kept by `persons`. */
export function checkGiven({ scheme, number }: GivenNumber, persons: PersonNumbers): Checked {
  return scheme === 'np' ? persons.check(number) : checkIdentifier(scheme, number);
}

/** The checked form of an entity's id, or what is wrong with it. */
export function checkEntityId(realId: string, persons: PersonNumbers): Checked {
  const given = numberOf(realId);
  if (!given) {
    return {
      fault: {
        code: 'UNKNOWN_SCHEME',
        zh: '责任主体须写作 <类别>:<号码>，如 uscc:91440300708461136T，且不得是其下的对象。',
        en: 'The responsible entity is written <scheme>:<number>, and is not itself below another.',
      },
    };
  }
  const checked = checkGiven(given, persons);
  return 'fault' in checked ? checked : { value: formatId(given.scheme, checked.value) };
}

/** Ids of one target in the fixed priority of schemes, then by bytes; each once. */
export function inPriority(ids: Iterable<string>): string[] {
  const rank = (id: string) => TARGET_SCHEMES.findIndex((scheme) => id.startsWith(`${scheme}:`));
  const bytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  return [...new Set(ids)].sort((a, b) => rank(a) - rank(b) || bytes(a, b));
}

/**
 * What a search word may stand for: the id itself, or a bare number under every scheme whose rules it keeps. A licence
 * number has no check character, so any word is one, too.
 */
export function idsMeantBy(word: string, identify: Identify): string[] {
  const persons = new PersonNumbers(identify);
  const given = numberOf(word);
  const candidates = given ? [given] : TARGET_SCHEMES.map((scheme) => ({ scheme, number: word }));
  const ids = candidates.flatMap(({ scheme, number }) => {
    const checked = checkGiven({ scheme, number }, persons);
    return 'fault' in checked ? [] : [formatId(scheme, checked.value)];
  });
  return [...new Set([word, ...ids])];
}
