import { Text } from '../../../schema/shared/text.scalar.js';

describe('a text that people type', () => {
  test.each([
    ['outer blanks go', '  食品检查 ', '食品检查'],
    ['a blank text is an empty one', ' \u3000\t ', ''],
    ['line breaks become a blank', 'a\r\nb', 'a b'],
    ['it is brought to NFC', 'e\u0301', '\u00e9'],
  ])('%s', (_, raw, entered) => {
    expect(Text.parseValue(raw)).toBe(entered);
  });

  test.each([
    ['half a character', 'a\ud800b'],
    ['a control character', '\u001b[31mRED'],
    ['NUL', 'a\0'],
    ['a character Unicode 14 does not have', '名\u0378称'],
    ['a mark that turns the direction', '\u202eabc'],
    ['a number', 7],
  ])('%s is refused by name', (_, raw) => {
    expect(() => Text.parseValue(raw)).toThrow(
      expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }),
    );
  });
});
