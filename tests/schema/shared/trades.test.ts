import { checkTradeCode, isInTrades, tradeOf, trades } from '../../../schema/shared/trades/index.js';

test('the standard has 20 sections and 97 divisions, numbered through', () => {
  expect(
    trades
      .filter(({ code }) => code.length === 1)
      .map(({ code }) => code)
      .join(''),
  ).toBe('ABCDEFGHIJKLMNOPQRST');
  const divisions = trades.filter(({ code }) => code.length === 3);
  expect(divisions.map(({ code }) => Number(code.slice(1)))).toEqual(
    Array.from({ length: 97 }, (_, n) => n + 1),
  );
  expect(new Set(divisions.map(({ name }) => name)).size).toBe(97);
  expect(trades).toHaveLength(117);
});

test.each([
  ['F', 'F'],
  ['f52', 'F52'],
  ['Ｆ５２１１', 'F5211'],
  ['5211', 'F5211'],
  ['B1200', 'B1200'],
  ['T9700', 'T9700'],
])('%s is %s', (text, value) => {
  expect(checkTradeCode(text)).toEqual({ value });
});

test.each(['', 'U', 'F5', 'F51111', 'F61', 'A00', 'T98', '98', 'F-52', '零售'])('“%s” is refused', (text) => {
  expect(checkTradeCode(text)).toHaveProperty('fault');
});

test('a code tells its division, a letter its section', () => {
  expect(tradeOf('F5211')).toEqual({ code: 'F52', name: '零售业' });
  expect(tradeOf('H')).toEqual({ code: 'H', name: '住宿和餐饮业' });
});

test('a code in a filter takes all below it; a word is that of the source', () => {
  const shop = { trade: '药店', tradeCodes: ['F5251', 'Q8425'] };
  for (const word of ['F', 'F52', 'F525', 'F5251', 'Q', '药店']) expect(isInTrades([word], shop)).toBe(true);
  for (const word of ['F51', 'F5252', 'f52', '52', '-', '药']) expect(isInTrades([word], shop)).toBe(false);
  expect(isInTrades(['-'], { trade: null, tradeCodes: ['A01'] })).toBe(true);
});
