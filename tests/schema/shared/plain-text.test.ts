import { isAssigned } from '../../../scheduler/draw/index.js';
import { plainText } from '../../../schema/shared/plain-text/index.js';

test('text is normalised to NFC once, here', () => {
  expect(plainText(' Cafe\u0301　示例 ')).toEqual({ value: 'Caf\u00e9　示例' });
  expect(plainText('海滨大道\r\n一号\t二楼')).toEqual({ value: '海滨大道 一号 二楼' });
});

test.each([
  ['a\u0000b', 'CONTROL_CHARACTER', 'U+0000', 2],
  ['示例\u001b', 'CONTROL_CHARACTER', 'U+001B', 3],
  ['湛江\ufffd', 'REPLACEMENT_CHARACTER', 'U+FFFD', 3],
  ['\ud800x', 'LONE_SURROGATE', 'U+D800', 1],
  ['\u{2ebf0}', 'UNASSIGNED_CHARACTER', 'U+2EBF0', 1],
  ['\u0378', 'UNASSIGNED_CHARACTER', 'U+0378', 1],
])('%p is refused: %s', (text, code, character, position) => {
  expect(plainText(text)).toEqual({ fault: expect.objectContaining({ code, character, position }) });
});

test('rare characters of names that Unicode 14 has are kept', () => {
  for (const name of ['𬭩', '㛃', '\u{2a6de}', '\u9fff', '龘'])
    expect(plainText(name)).toEqual({ value: name });
});

test('the table agrees with the engine: what is unassigned today was unassigned then', () => {
  const later: number[] = [];
  for (let codePoint = 0; codePoint < 0x110000; codePoint += 1) {
    if (codePoint >= 0xd800 && codePoint <= 0xdfff) continue;
    const assignedNow = !/\p{Cn}/u.test(String.fromCodePoint(codePoint));
    const assignedThen = isAssigned(codePoint);
    if (assignedThen && !assignedNow) throw new Error(`U+${codePoint.toString(16)} cannot lose its meaning`);
    if (assignedNow && !assignedThen) later.push(codePoint);
  }
  expect(later).toContain(0x2ebf0);
  expect(later).not.toContain(0x9fff);
});
