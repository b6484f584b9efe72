import {
  type NumberPart,
  numberValue,
  outcomesOf,
  type Rules,
  readNumber,
  utf8,
} from '../../../scheduler/draw/index.js';
import { dice, drawnNumbers, issue, lottery, ready, type Source } from './public-sources.js';
import { faultOf, frozenAt, operatorBytes, Story } from './scenario.js';

describe('how a number is written', () => {
  const read = (text: string, source = lottery) => faultOf(() => readNumber(source, utf8(text)));

  test('in decimal, parts joined by |, numbers by commas', () => {
    expect(readNumber(lottery, utf8('3,9,14,20,27,33|8'))).toEqual([[3, 9, 14, 20, 27, 33], [8]]);
    expect(new TextDecoder().decode(drawnNumbers)).toBe('3,9,14,20,27,33|8');
  });

  test.each([
    ['too few', '3,9,14,20,27|8'],
    ['too many', '3,9,14,20,27,31,33|8'],
    ['a part missing', '3,9,14,20,27,33'],
    ['a part more', '3,9,14,20,27,33|8|8'],
    ['an empty part', '3,9,14,20,27,33|'],
    ['descending', '9,3,14,20,27,33|8'],
    ['one number twice', '3,3,14,20,27,33|8'],
    ['a leading zero', '03,9,14,20,27,33|8'],
    ['a sign', '+3,9,14,20,27,33|8'],
    ['a space', '3, 9,14,20,27,33|8'],
    ['full-width digits', '３,9,14,20,27,33|8'],
    ['an exponent', '3,9,14,20,27,33|8e0'],
    ['a line end', '3,9,14,20,27,33|8\n'],
    ['a range fault beside it', '3,9,14,20,27,99|08'],
  ])('%s: refused as badly written', (_, text) => {
    expect(read(text)).toBe('NUMBER_FORMAT');
  });

  test.each([
    ['below', '0,9,14,20,27,33|8'],
    ['above', '3,9,14,20,27,34|8'],
    ['above in the second part', '3,9,14,20,27,33|17'],
    ['beyond whole doubles', '3,9,14,20,27,9007199254740993|8'],
    ['of 4,000 digits', `3,9,14,20,27,${'9'.repeat(4000)}|8`],
  ])('%s: out of range', (_, text) => {
    expect(read(text)).toBe('NUMBER_RANGE');
  });

  test('dice stay in the order in which they fell', () => {
    expect(read('6,1,1', dice(3))).toBe('none');
    expect(readNumber(dice(3), utf8('6,1,1'))).toEqual([[6, 1, 1]]);
    expect(read('6,1,7', dice(3))).toBe('NUMBER_RANGE');
  });

  test('an empty contribution is none', () => {
    expect(read('')).toBe('REVEAL_WEAK');
  });
});

describe('outcomes are counted exactly', () => {
  const range = (size: number, count = 1): NumberPart => ({ count, min: 0, max: size - 1, distinct: false });

  test.each<[string, NumberPart[], bigint]>([
    ['双色球', lottery.parts, 17_721_088n],
    ['25 dice', [range(6, 25)], 28_430_288_029_929_701_376n],
    ['20 of 100', [{ count: 20, min: 1, max: 100, distinct: true }], 535_983_370_403_809_682_970n],
    ['all of 20', [{ count: 20, min: 0, max: 19, distinct: true }], 1n],
    ['four of 65,536', [range(65_536, 4)], 18_446_744_073_709_551_616n],
    ['one less', [3, 5, 17, 257, 641, 65_537, 6_700_417].map((n) => range(n)), 18_446_744_073_709_551_615n],
  ])('%s', (_, parts, expected) => {
    expect(outcomesOf(parts)).toBe(expected);
  });

  /** A whole draw with these numbers, every one of them at its least. */
  function drawWith(...all: NumberPart[][]) {
    const sources: Source[] = all.map((parts, i) => ({ type: 'number', id: `n${i}`, name: '号码', parts }));
    const story = ready(sources).revealAll();
    all.forEach((parts, i) => {
      const least = numberValue(parts.map(({ count, min }) => Array(count).fill(min)));
      story.reveal(2 + i, least, frozenAt + 1300);
    });
    return story.run();
  }

  test('2^64 outcomes are enough for PUBLIC, one less is not; several numbers count together', () => {
    const less = drawWith([3, 5, 17, 257, 641, 65_537, 6_700_417].map((n) => range(n)));
    expect(less).toMatchObject({
      assurance: 'WITNESSED',
      receipt: { outcomes: '18446744073709551615' },
    });
    const enough = drawWith([range(65_536, 2)], [range(65_536, 2)]);
    expect(enough).toMatchObject({ assurance: 'PUBLIC', receipt: { outcomes: '18446744073709551616' } });
  });

  test('without a witness nothing proves when the draw was fixed, whatever the numbers', () => {
    const self = (rules: Rules) => {
      rules.entropy = [rules.entropy[0]!, dice(20, 'a'), dice(20, 'b')];
    };
    const issues = ['a', 'b'].map((id) => ({ id, ...issue }));
    const story = new Story({ change: self }).freeze({ issues }).reveal(0, operatorBytes);
    const ones = numberValue([Array(20).fill(1)]);
    const { receipt } = story
      .reveal(1, ones, frozenAt + 1200)
      .reveal(2, ones, frozenAt + 1200)
      .run();
    expect(receipt).toMatchObject({ assurance: 'SELF', outcomes: String(6n ** 40n) });
  });

  test('no number, no outcomes', () => {
    expect(new Story().drawn().receipt).not.toHaveProperty('outcomes');
  });
});
