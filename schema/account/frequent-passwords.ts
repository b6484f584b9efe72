/**
 * Pieces of which the commonest passwords are made, from the lists of leaked passwords (Have I Been Pwned, SecLists; for
 * Chinese ones the studies of the CSDN and Tianya leaks). Whole lists hold millions of lines, of which hardly any has the
 * twelve characters that ours must have; those that have are these pieces strung together.
 */
const pieces = [
  ...['1234567890', '123456789', '12345678', '1234567', '123456', '12345', '1234', '123', '0987654321'],
  ...['987654321', '87654321', '654321', '4321', '321', '147258369', '147258', '159357', '112233', '123321'],
  ...['5201314', '1314520', '520', '1314', '110110', '111222', '121212', '131313', '789456', '741852963'],
  ...['qwertyuiop', 'qwertyuio', 'qwertyui', 'qwerty', 'qwert', 'qwer', 'asdfghjkl', 'asdfgh', 'asdf'],
  ...['zxcvbnm', 'zxcvbn', 'zxcv', '1qaz2wsx3edc4rfv', '1qaz2wsx3edc', '1qaz2wsx', '1qaz', '2wsx', '3edc'],
  ...[
    'q1w2e3r4t5y6',
    'q1w2e3r4t5',
    'q1w2e3r4',
    '1q2w3e4r5t6y',
    '1q2w3e4r5t',
    '1q2w3e4r',
    'qazwsxedc',
    'qazwsx',
  ],
  ...[
    'abcdefghijkl',
    'abcdefgh',
    'abcdef',
    'abcd',
    'abc',
    'aaa',
    'password',
    'passwd',
    'passw',
    'pass',
    'pwd',
  ],
  ...[
    'administrator',
    'admin',
    'root',
    'user',
    'guest',
    'login',
    'welcome',
    'letmein',
    'changeme',
    'default',
  ],
  ...['iloveyou', 'iloveu', 'monkey', 'dragon', 'sunshine', 'princess', 'football', 'baseball', 'master'],
  ...['superman', 'batman', 'shadow', 'michael', 'trustno', 'test', 'secret', 'hello', 'system', 'oracle'],
  ...['woaini', 'woaiwojia', 'woaizhongguo', 'zhongguo', 'china', 'beijing', 'shanghai', 'guangdong'],
  ...['wodemima', 'mima', 'nihao', 'caonima', 'asd', 'zxc', 'qwe', 'wang', 'zhang', 'huawei', 'tencent'],
  ...['fairdraw', 'gongzhengchou', 'gongzheng', 'shuangsuiji', 'chouqu', 'jiandu', 'zhengfu', 'government'],
].sort((a, b) => b.length - a.length);

/** Signs that stand for letters in such passwords. */
const disguises: Readonly<Record<string, string>> = { '@': 'a', $: 's', '!': 'i' };
/** The same digits stand for letters in words and for themselves in numbers: both readings are tried. */
const digits: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's' };

/** How much must be left of a password once the common pieces are taken out. */
const LEAST_REST = 6;

function restOf(text: string): string {
  const rest = pieces.reduce((left, piece) => left.replaceAll(piece, ' '), text);
  // One character again and again, and years, add nothing.
  return rest
    .replace(/(.)\1{2,}/gu, '')
    .replace(/(19|20)\d\d/g, '')
    .replace(/[\s\p{P}\p{S}]/gu, '');
}

/** Whether a password is one of the commonest, or no more than such pieces with a little beside them. */
export function isFrequent(password: string): boolean {
  const plain = [...password.toLowerCase()].map((sign) => disguises[sign] ?? sign).join('');
  const words = [...plain].map((sign) => digits[sign] ?? sign).join('');
  return [password.toLowerCase(), plain, words].some((reading) => [...restOf(reading)].length < LEAST_REST);
}
