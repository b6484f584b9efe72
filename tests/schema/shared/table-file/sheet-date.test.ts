import { readSheetDate } from '../../../../schema/shared/table-file/index.js';

test.each([
  '2026-01-05',
  '2026/1/5',
  '2026.01.05',
  '2026年1月5日',
  '２０２６－０１－０５',
  '20260105',
  '2026-01-05 00:00:00',
  '2026/1/5 0:00',
  '2026-01-05T08:30:00+08:00',
])('%s is 5 January 2026', (text) => expect(readSheetDate(text)).toEqual({ kind: 'date', on: '2026-01-05' }));

test.each(['9999-09-09', '2099/12/31', '9999-12-31', '长期', '长期有效', '无固定期限'])(
  '%s means without end',
  (text) => expect(readSheetDate(text)).toEqual({ kind: 'longTerm' }),
);

test.each(['46027', '46027.5', '４６０２７'])('%s is what a spreadsheet leaves of 5 January 2026', (text) =>
  expect(readSheetDate(text)).toEqual({ kind: 'serial', on: '2026-01-05' }),
);

test.each([
  ['2026-02-29', 'impossible'],
  ['20261301', 'impossible'],
  ['2026年4月31日', 'impossible'],
  ['05/06/2026', 'ambiguous'],
  ['5-6-26', 'ambiguous'],
  ['明年', 'unreadable'],
  ['2026-01', 'unreadable'],
])('%s is not guessed at: %s', (text, kind) => expect(readSheetDate(text)).toEqual({ kind }));
