import type { IdentifierFault } from './identifier-fault.js';
import { type Checked, refuse } from './identifier-fault.js';
import { checkPersonPaper, type PersonPaper } from './person-paper.js';

/** HMAC under the authority's identity key, lower-case hex (`Keyring.identify`). */
export type Identify = (text: string) => string;

/** A natural person whose number was given: the id that draws use, and the paper, which is kept encrypted. */
export interface NumberedPerson {
  /** `np:<hmac>` */
  readonly id: string;
  readonly paper: PersonPaper;
}

const DIGEST = /^[0-9a-f]{64}$/i;

const noKey: IdentifierFault = {
  code: 'UNKNOWN_SCHEME',
  zh: '此处不能由证件号码得出标识（须用机关的密钥）；请在系统中登记或导入，此处填写系统给出的 64 位摘要。',
  en: 'No id can be made of a number here: it takes the authority’s key. Enter or import the person, and give the digest of 64 hex digits here.',
};

/**
 * Turns numbers of natural persons into ids, and keeps the numbers by the side until they are sealed: behind it nobody
 * sees them. The same number gives the same id at every import, and another at every other authority.
 */
export class PersonNumbers {
  readonly people: NumberedPerson[] = [];

  constructor(private readonly identify?: Identify) {}

  /** The digest of a number, or of a digest itself. */
  check(text: string, paperWord?: string): Checked {
    const trimmed = text.trim();
    if (DIGEST.test(trimmed)) return { value: trimmed.toLowerCase() };
    const paper = checkPersonPaper(trimmed, paperWord);
    if ('fault' in paper) return paper;
    if (!this.identify) return refuse(noKey.code, noKey.zh, noKey.en);
    const { kind, number } = paper.value;
    const value = this.identify(`person:${kind}:${number}`);
    this.people.push({ id: `np:${value}`, paper: paper.value });
    return { value };
  }
}
