import fc from 'fast-check';
import {
  byCodePoint,
  CREDIT_CODE_ALPHABET,
  checkCertificateNumber,
  checkCreditCode,
  checkDivisionCode,
  checkOrganisationCode,
  checkRegistrationNumber,
  divisionLevel,
  makeCreditCode,
  maskedIdentityNumber,
  maskedName,
  maskedPhone,
  parentDivision,
  realWorldId,
} from '../../../schema/shared/identifiers/index.js';

const faultCode = (checked: object) =>
  'fault' in checked ? (checked.fault as { code: string }).code : undefined;

describe('unified social credit code', () => {
  test.each(['9144030071526726XG', '91440300708461136T', '11370323MB2859070U', '92610822MA707NAX4Q'])(
    '%s is valid',
    (code) => expect(checkCreditCode(code)).toEqual({ value: code }),
  );

  test.each([
    ['914403001922038217', 'CHECK_CHARACTER'],
    ['9144080021832648A3', 'ORGANISATION_CHECK_CHARACTER'],
    ['9144030071526726X', 'LENGTH'],
    ['9144030071526726XI', 'CHARACTER'],
    ['914403OO71526726XG', 'CHARACTER'],
    ['9.1330E+17', 'LENGTH'],
    ['  ', 'BLANK'],
  ])('%s is refused: %s', (code, fault) => expect(faultCode(checkCreditCode(code))).toBe(fault));

  test('blanks around it, full width and lower case are only ways of writing it', () => {
    expect(checkCreditCode('\u3000９１４４０３００７１５２６７２６ｘｇ\u200b ')).toEqual({
      value: '9144030071526726XG',
    });
  });

  test('two codes in one field are not glued together', () => {
    expect(faultCode(checkCreditCode('914403007 1526726XG'))).toBe('LENGTH');
  });

  test('a code of a division that no longer exists is valid', () => {
    const code = makeCreditCode({ prefix: '91', divisionCode: '441900', body: '12345678' });
    expect(checkCreditCode(code)).toEqual({ value: code });
  });

  test('every made code is valid, and no single slip in it goes unnoticed', () => {
    const character = fc.constantFrom(...CREDIT_CODE_ALPHABET);
    const body = fc.array(character, { minLength: 8, maxLength: 8 }).map((list) => list.join(''));
    fc.assert(
      fc.property(body, fc.nat(17), character, (eight, place, other) => {
        const code = makeCreditCode({ prefix: '91', divisionCode: '440802', body: eight });
        expect(checkCreditCode(code)).toEqual({ value: code });
        const slipped = code.slice(0, place) + other + code.slice(place + 1);
        if (slipped !== code) expect(checkCreditCode(slipped)).toHaveProperty('fault');
      }),
    );
  });

  test.each([
    { prefix: '91', divisionCode: '44080', body: '12345678' },
    { prefix: '91', divisionCode: '440802', body: '1234567' },
    { prefix: '91', divisionCode: '440802', body: '1234567O' },
    { prefix: '9i', divisionCode: '440802', body: '12345678' },
  ])('nothing is made of %p', (parts) => expect(() => makeCreditCode(parts)).toThrow(RangeError));

  test('a fault is told in Chinese first and never repeats the code', () => {
    expect(checkCreditCode('914403001922038217')).toEqual({
      fault: {
        code: 'CHECK_CHARACTER',
        zh: '统一社会信用代码第 18 位校验不符，请核对执照。',
        en: expect.not.stringContaining('914403'),
      },
    });
  });
});

describe('older and other numbers', () => {
  test.each(['110108000000016', ' １１０１０８０００００００１６'])(
    'registration number %s (the example of GS 15-2006)',
    (number) => {
      expect(checkRegistrationNumber(number)).toEqual({ value: '110108000000016' });
    },
  );

  test.each([
    ['110108000000017', 'CHECK_CHARACTER'],
    ['11010800000001', 'LENGTH'],
    ['11010800000001X', 'CHARACTER'],
    ['', 'BLANK'],
  ])('registration number %p is refused: %s', (number, code) => {
    expect(faultCode(checkRegistrationNumber(number))).toBe(code);
  });

  test('organisation code, with or without its hyphen (the example of GB 11714-1997)', () => {
    expect(checkOrganisationCode('D2143569-X')).toEqual({ value: 'D2143569X' });
    expect(checkOrganisationCode('d2143569x')).toEqual({ value: 'D2143569X' });
    expect(faultCode(checkOrganisationCode('D21435690'))).toBe('CHECK_CHARACTER');
  });

  test.each([
    ['粤执法证440802001', undefined],
    ['44080012345', undefined],
    ['JY〔2020〕001/2', undefined],
    ['44 0800', 'CHARACTER'],
    ['A1', 'LENGTH'],
    ['', 'BLANK'],
  ])('certificate number %p: %p', (number, code) =>
    expect(faultCode(checkCertificateNumber(number))).toBe(code),
  );
});

describe('divisions', () => {
  test.each([
    '440800',
    '440802',
    '440803',
    '440804',
    '440811',
    '440823',
    '440825',
    '440881',
    '440882',
    '440883',
  ])('Zhanjiang: %s', (code) => expect(checkDivisionCode(code)).toEqual({ value: code }));

  test.each([
    ['440802001', 'township', '440802'],
    ['440802001003', 'village', '440802001'],
    ['440802', 'county', '440800'],
    ['440800', 'city', '440000'],
    ['440000', 'province', undefined],
    ['zhanjiang-kfq', undefined, undefined],
  ])('%s is a %s below %s', (code, level, parent) => {
    expect(checkDivisionCode(code)).toEqual({ value: code });
    expect(divisionLevel(code)).toBe(level);
    expect(parentDivision(code)).toBe(parent);
  });

  test.each([
    ['990000', 'UNKNOWN_PROVINCE'],
    ['44080', 'LENGTH'],
    ['赤坎区', 'CHARACTER'],
    ['', 'BLANK'],
  ])('%p is refused: %s', (code, fault) => expect(faultCode(checkDivisionCode(code))).toBe(fault));
});

describe('the id that a draw is keyed by', () => {
  test('the priority is fixed, whatever order the numbers are given in', () => {
    const licence = 'JY1234';
    const regno = '110108000000016';
    const uscc = '91440300708461136t';
    expect(realWorldId({ licence, regno, uscc })).toEqual({
      id: 'uscc:91440300708461136T',
      scheme: 'uscc',
      value: '91440300708461136T',
    });
    expect(realWorldId({ licence, regno })).toMatchObject({ id: 'regno:110108000000016' });
    expect(realWorldId({ licence, uscc: ' ' })).toMatchObject({ id: 'licence:JY1234' });
    expect(realWorldId({ staff: '001', cert: '粤a123' })).toMatchObject({ id: 'cert:粤A123' });
  });

  test('of several certificates the smallest by bytes, so that their order in a file does not matter', () => {
    expect(realWorldId({ cert: ['粤B2', '粤A9'] })).toMatchObject({ id: 'cert:粤A9' });
    expect(realWorldId({ cert: ['粤A9', '粤B2'] })).toMatchObject({ id: 'cert:粤A9' });
    expect(byCodePoint('\u{20000}', '\uff21')).toBeGreaterThan(0);
  });

  test('a wrong number is a fault and not passed over', () => {
    expect(realWorldId({ uscc: '914403001922038217', licence: 'JY1234' })).toEqual({
      fault: expect.objectContaining({ code: 'CHECK_CHARACTER', scheme: 'uscc' }),
    });
    expect(faultCode(realWorldId({}))).toBe('BLANK');
  });

  test('a slash inside a number never looks like a target below an entity', () => {
    expect(realWorldId({ licence: 'B/2020%1' })).toEqual({
      id: 'licence:B%2F2020%251',
      scheme: 'licence',
      value: 'B/2020%1',
    });
  });

  test('a natural person is only ever a digest', () => {
    expect(realWorldId({ np: 'ab'.repeat(32) })).toMatchObject({ id: `np:${'ab'.repeat(32)}` });
    expect(faultCode(realWorldId({ np: '440802199001011234' }))).toBe('CHARACTER');
  });
});

test('a natural person’s data are masked for display', () => {
  expect([maskedName('张三'), maskedName('欧阳示例'), maskedName('李'), maskedName('')]).toEqual([
    '张*',
    '欧***',
    '李*',
    '',
  ]);
  expect(maskedIdentityNumber('440802199001011234')).toBe('440802************');
  expect(maskedIdentityNumber('12345678')).toBe('********');
  expect([maskedPhone('13800000000'), maskedPhone('110')]).toEqual(['138****0000', '***']);
});
