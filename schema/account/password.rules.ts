import { registerEnumType } from 'type-graphql';
import { isFrequent } from './frequent-passwords.js';

export const PASSWORD_LENGTH = { least: 12, most: 256 } as const;
const DIFFERENT_CHARACTERS = 6;
/** How many passwords of an account, the present one among them, may not come again. */
export const REMEMBERED_PASSWORDS = 5;

export enum PasswordRule {
  LENGTH = 'LENGTH',
  VARIETY = 'VARIETY',
  NAME = 'NAME',
  FREQUENT = 'FREQUENT',
  USED_BEFORE = 'USED_BEFORE',
}

/** What a rule looks at. */
interface Candidate {
  readonly password: string;
  readonly username: string;
}

interface RuleOfPasswords {
  readonly zh: string;
  readonly en: string;
  /** Why, and by which standard; docs/adr/0028. */
  readonly why: string;
  /** Absent where the past must be asked. */
  readonly isBroken?: (candidate: Candidate) => boolean;
}

/** The password policy: every rule once, with its words and its reason. No password expires by itself. */
export const passwordRules: Readonly<Record<PasswordRule, RuleOfPasswords>> = {
  LENGTH: {
    zh: `长度为 ${PASSWORD_LENGTH.least} 至 ${PASSWORD_LENGTH.most} 个字符`,
    en: `${PASSWORD_LENGTH.least} to ${PASSWORD_LENGTH.most} characters`,
    why: 'length is what makes guessing long (NIST SP 800-63B-4 §3.1.1.2; GB/T 22239-2019 8.1.4.1 a)',
    isBroken: ({ password }) => {
      const { length } = [...password];
      return length < PASSWORD_LENGTH.least || length > PASSWORD_LENGTH.most;
    },
  },
  VARIETY: {
    zh: `至少 ${DIFFERENT_CHARACTERS} 种不同的字符`,
    en: `at least ${DIFFERENT_CHARACTERS} different characters`,
    why: 'one character repeated has length and nothing else; kinds of characters are not prescribed (SP 800-63B-4)',
    isBroken: ({ password }) => new Set(password).size < DIFFERENT_CHARACTERS,
  },
  NAME: {
    zh: '不含用户名',
    en: "not the user's name",
    why: 'the first thing that is tried (SP 800-63B-4: context-specific words)',
    isBroken: ({ password, username }) => password.toLowerCase().includes(username.toLowerCase()),
  },
  FREQUENT: {
    zh: '不是常见密码或其拼接',
    en: 'none of the commonest passwords, nor their pieces strung together',
    why: 'guessing begins with the lists of leaked passwords (SP 800-63B-4: blocklist)',
    isBroken: ({ password }) => isFrequent(password),
  },
  USED_BEFORE: {
    zh: `与最近 ${REMEMBERED_PASSWORDS} 个密码不同`,
    en: `none of the last ${REMEMBERED_PASSWORDS}`,
    why: 'a changed password must be another one, else a change after a theft changes nothing',
  },
};

registerEnumType(PasswordRule, {
  name: 'PasswordRule',
  description: '密码规则。A rule of passwords.',
  valuesConfig: Object.fromEntries(
    Object.entries(passwordRules).map(([rule, { zh, en }]) => [rule, { description: `${zh}: ${en}` }]),
  ),
});

/** The rules that a password breaks, the past aside. */
export function findBrokenRules(password: string, { username }: { username: string }): PasswordRule[] {
  const candidate = { password: password.normalize('NFC'), username };
  return Object.values(PasswordRule).filter((rule) => passwordRules[rule].isBroken?.(candidate));
}
