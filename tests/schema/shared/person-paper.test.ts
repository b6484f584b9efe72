import {
  checkPersonPaper,
  looksLikeResident,
  PersonNumbers,
  residentCheckCharacter,
  withoutPersonNumbers,
} from '../../../schema/shared/identifiers/index.js';

/** The example that GB 11643-1999 itself prints. */
const example = '11010519491231002X';

describe('a resident’s number', () => {
  test('of the standard is right, in any way of writing', () => {
    const value = { kind: 'resident', number: example };
    for (const text of [
      example,
      example.toLowerCase(),
      ` ${example} `,
      '１１０１０５１９４９１２３１００２Ｘ',
      '110105 19491231 002X',
    ])
      expect(checkPersonPaper(text)).toEqual({ value });
    expect(checkPersonPaper(`身份证：${example}`)).toEqual({ value });
  });

  test('with any one digit changed is wrong', () => {
    for (let place = 0; place < 17; place += 1) {
      const digit = (Number(example[place]) + 1) % 10;
      const changed = `${example.slice(0, place)}${digit}${example.slice(place + 1)}`;
      expect(checkPersonPaper(changed)).toHaveProperty('fault');
    }
  });

  test.each([
    ['11010519491231', 'UNKNOWN_SCHEME'],
    ['110105491231002', 'LENGTH'],
    ['110105194902300023', 'CHARACTER'],
    ['990105194912310020', 'CHECK_CHARACTER'],
    ['000105194912310020', 'UNKNOWN_PROVINCE'],
    ['110105194912310021', 'CHECK_CHARACTER'],
    ['1101051949123100ZZ', 'CHARACTER'],
    ['', 'BLANK'],
  ])('%s is refused: %s', (text, code) => {
    expect(checkPersonPaper(text)).toMatchObject({ fault: { code } });
  });

  test.each(['110105********002X', '1101****', '110105XXXXXXXX002X', '1101051949＊＊＊＊002X'])(
    'masked as %s identifies nobody, and the refusal says why without repeating it',
    (text) => {
      const checked = checkPersonPaper(text);
      if (!('fault' in checked)) throw new Error('a masked number was taken');
      expect(checked.fault.zh).toContain('不唯一');
      expect(`${checked.fault.zh}${checked.fault.en}`).not.toContain('110105');
    },
  );

  test('a permit of residence of Hong Kong, Macao and Taiwan follows the same rule', () => {
    const digits = '81000019900101001';
    expect(checkPersonPaper(digits + residentCheckCharacter(digits))).toHaveProperty(
      'value.kind',
      'resident',
    );
  });
});

describe('other papers', () => {
  test.each([
    ['护照:E12345678', undefined, 'passport', 'E12345678'],
    ['e12345678', '护照', 'passport', 'E12345678'],
    ['H12345678', '港澳居民来往内地通行证', 'hkMacaoPermit', 'H12345678'],
    ['1234567890(A)', '台胞证', 'taiwanPermit', '1234567890A'],
    ['ABC123456789012', '外国人永久居留身份证', 'foreignResident', 'ABC123456789012'],
  ])('%s with %s', (text, word, kind, number) => {
    expect(checkPersonPaper(text, word)).toEqual({ value: { kind, number } });
  });

  test('a number that does not say its paper is refused with what to write', () => {
    const checked = checkPersonPaper('E12345678');
    expect(checked).toMatchObject({ fault: { code: 'UNKNOWN_SCHEME' } });
    expect(JSON.stringify(checked)).toContain('护照:');
    expect(checkPersonPaper('E12345678', '工作证')).toMatchObject({ fault: { code: 'UNKNOWN_SCHEME' } });
    expect(checkPersonPaper('X12345678', '回乡证')).toMatchObject({ fault: { code: 'CHARACTER' } });
  });
});

describe('ids', () => {
  const identify = (text: string) => Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64);

  test('the same number is the same person however it is written; the same characters on another paper are not', () => {
    const persons = new PersonNumbers(identify);
    const ids = ['护照:E12345678', '护照: e12345678 ', '港澳通行证:H12345678', '护照:H12345678'].map((text) =>
      persons.check(text),
    );
    expect(ids[0]).toEqual(ids[1]);
    expect(ids[2]).not.toEqual(ids[3]);
    expect(persons.people[0]).toMatchObject({ paper: { kind: 'passport', number: 'E12345678' } });
  });

  test('a digest is taken as it is, and without the key no number becomes an id', () => {
    const digest = 'AB'.repeat(32);
    expect(new PersonNumbers().check(digest)).toEqual({ value: digest.toLowerCase() });
    expect(new PersonNumbers().check(example)).toHaveProperty('fault');
  });
});

test('in what is shown of a faulty cell a resident’s number is masked, a code of 18 digits is not', () => {
  expect(withoutPersonNumbers(`号码${example}，其余`)).toBe('号码110105************，其余');
  expect(withoutPersonNumbers('914403001922038217')).toBe('914403001922038217');
  expect(looksLikeResident('914403001922038217')).toBe(false);
});
