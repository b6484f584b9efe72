import fc from 'fast-check';
import { dayNumber, daysCovered } from '../../../scheduler/draw/dates.js';
import {
  assertText,
  canonical,
  compareUtf8,
  fromHex,
  parseCanonical,
  taggedHash,
  toHex,
  utf8,
} from '../../../scheduler/draw/index.js';
import { sha256 } from '../../../scheduler/draw/sha256/sha256.js';
import { faultOf } from './scenario.js';

describe('bytes (§2)', () => {
  test('H hashes every part after its length, big-endian', () => {
    const spelled = fromHex(
      ['00000001', '61', '00000002', '6263', '00000000', '00000003', 'e4b880'].join(''),
    );
    expect(toHex(taggedHash('a', ['bc', '', '一']))).toBe(toHex(sha256.digest(spelled)));
    expect(toHex(taggedHash('a', ['bc']))).not.toBe(toHex(taggedHash('ab', ['c'])));
  });

  test('order is that of UTF-8 bytes, never of UTF-16', () => {
    const texts = [
      'a',
      'Z',
      '',
      'ab',
      '一',
      '\u{ff0c}',
      '\u{ffff}',
      '\u{10000}',
      '\u{10ffff}',
      'é',
      '\u{e000}',
    ];
    const sorted = [...texts].sort(compareUtf8).map((text) => toHex(utf8(text)));
    expect(sorted).toEqual([...sorted].sort());
    expect(['\u{10000}', '\u{ffff}'].sort()).toEqual(['\u{10000}', '\u{ffff}']);
    expect(['\u{10000}', '\u{ffff}'].sort(compareUtf8)).toEqual(['\u{ffff}', '\u{10000}']);
  });
});

describe('canonical JSON (RFC 8785, limited)', () => {
  test('keys ascend, strings are escaped as RFC 8785 says, absent keys are absent', () => {
    const value = { b: [1, true, '一\n"\\\u0007/'], a: { z: -5, y: undefined }, A: 9007199254740991 };
    expect(canonical(value)).toBe('{"A":9007199254740991,"a":{"z":-5},"b":[1,true,"一\\n\\"\\\\\\u0007/"]}');
  });

  test.each([
    ['null', null],
    ['a float', 1.5],
    ['minus zero', -0],
    ['an integer above 2^53 − 1', 2 ** 53],
    ['NaN', Number.NaN],
    ['a lone surrogate', '\ud800'],
    ['a key that is not ASCII', { 键: 1 }],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a bigint', 1n],
    ['a missing list item', [undefined]],
    ['nesting without end', JSON.parse('['.repeat(40) + ']'.repeat(40))],
  ])('%s is refused', (_, value) => {
    expect(faultOf(() => canonical(value as object))).toBe('NOT_CANONICAL');
  });

  test('any admitted value, its keys in any order, is written as the definition says', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 8 });
    const key = fc.string({ unit: 'grapheme-ascii', maxLength: 4 });
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 5 }, text, fc.maxSafeInteger(), fc.boolean(), tie('list'), tie('object')),
      list: fc.array(tie('value'), { maxLength: 5 }),
      object: fc.dictionary(key, fc.option(tie('value'), { nil: undefined }), { maxKeys: 5 }),
    }));
    const definition = (v: unknown): string => {
      if (Array.isArray(v)) return `[${v.map(definition).join(',')}]`;
      if (typeof v !== 'object') return JSON.stringify(v);
      const members = Object.entries(v as object).filter(([, member]) => member !== undefined);
      members.sort(([a], [b]) => (a < b ? -1 : 1));
      return `{${members.map(([k, member]) => `${JSON.stringify(k)}:${definition(member)}`).join(',')}}`;
    };
    fc.assert(
      fc.property(value, (v) => {
        const written = Object.is(v, -0) ? '0' : canonical(v as object);
        expect(written).toBe(definition(v));
        expect(canonical(parseCanonical(written, 'value'))).toBe(written);
      }),
      { seed: 20_261_122, numRuns: 2000 },
    );
  });

  test('at most 32 objects and lists lie within one another, written as well as read', () => {
    const nested = (depth: number, inner: unknown) => {
      let v = inner;
      for (let i = 0; i < depth; i++) v = i % 2 ? [v] : { a: v };
      return v as object;
    };
    for (const inner of [1, 'a', true, [], {}]) {
      const most = typeof inner === 'object' ? 31 : 32;
      const [deepest, deeper] = [nested(most, inner), nested(most + 1, inner)];
      expect(parseCanonical(canonical(deepest), 'value')).toEqual(deepest);
      expect(faultOf(() => canonical(deeper))).toBe('NOT_CANONICAL');
      expect(faultOf(() => parseCanonical(JSON.stringify(deeper), 'value'))).toBe('NOT_CANONICAL');
    }
  });

  test.each([
    ['a space', '{"a": 1}'],
    ['keys out of order', '{"b":1,"a":2}'],
    ['a key twice', '{"a":1,"a":1}'],
    ['1e3', '{"a":1e3}'],
    ['1.0', '{"a":1.0}'],
    ['-0', '{"a":-0}'],
    ['null', '{"a":null}'],
    ['a byte-order mark', '\ufeff{"a":1}'],
    ['an escaped letter', '{"a":"\\u0041"}'],
    ['an escaped lone surrogate', '{"a":"\\ud800"}'],
    ['nothing', ''],
  ])('a line with %s is not canonical', (_, text) => {
    expect(faultOf(() => parseCanonical(utf8(text), 'line'))).toBe('NOT_CANONICAL');
  });

  test('broken UTF-8 is refused, not replaced', () => {
    expect(faultOf(() => parseCanonical(Uint8Array.of(0x22, 0xff, 0x22), 'line'))).toBe('NOT_UTF8');
    expect(faultOf(() => utf8('\udfff'))).toBe('NOT_UTF8');
  });
});

describe('text on entry', () => {
  test('is brought to NFC once', () => {
    expect(assertText('e\u0301 一')).toBe('é 一');
  });

  test.each([
    ['NUL', 'a\0'],
    ['a lone surrogate', '\ud83d'],
    ['a character of Unicode 15', '\u{1fae8}'],
    ['a character of Unicode 15.1', '\u{2ebf0}'],
    ['a character of Unicode 16', '\u{1ccd6}'],
    ['a noncharacter', '\u{ffff}'],
  ])('%s is refused', (_, text) => {
    expect(faultOf(() => assertText(text))).toBe('TEXT_NOT_ACCEPTED');
  });

  test('whatever Unicode 14 assigns is accepted: its last additions, private use, rare ideographs', () => {
    for (const text of ['\u{1fae7}', '\u{9fff}', '\u{2a6df}', '\u{3134a}', '\u{e000}', '\u{20bb7}', '·']) {
      expect(assertText(text)).toBe(text);
    }
  });
});

describe('dates', () => {
  test('days are counted by the Gregorian calendar', () => {
    const known: [string, string, number][] = [
      ['2026-02-28', '2026-03-01', 1],
      ['2024-02-28', '2024-03-01', 2],
      ['2100-02-28', '2100-03-01', 1],
      ['2000-01-01', '2026-10-08', 9777],
    ];
    for (const [from, to, days] of known) expect(dayNumber(to) - dayNumber(from)).toBe(days);
    for (let year = 1900; year < 2100; year++) {
      const expected = (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000;
      expect(dayNumber(`${year + 1}-01-01`) - dayNumber(`${year}-01-01`)).toBe(expected);
    }
  });

  test('covered days are a union: overlaps count once, gaps do not', () => {
    const window = { from: '2026-10-08', to: '2026-10-17' };
    expect(daysCovered([], window)).toBe(0);
    expect(daysCovered([{}], window)).toBe(10);
    expect(daysCovered([{ from: '2026-10-10', to: '2026-10-12' }, { to: '2026-10-11' }], window)).toBe(5);
    expect(daysCovered([{ from: '2026-10-12', to: '2026-10-10' }], window)).toBe(0);
  });
});
