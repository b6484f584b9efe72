import type { PoolChange } from '../../scheduler/draw/index.js';
import { describeChanges, describeComparison } from '../../tools/cli/comparison-words.js';

const comparison = {
  ...{ against: 'previous' as const, on: '2026-09-01' },
  ...{ added: 11, removed: 12, reclassed: 13, reweighted: 14, altered: 15, excluded: 16, leave: 17 },
  ...{ officersAdded: 18, officersRemoved: 19, officersAltered: 20, recused: 21, unrecused: 22 },
  changes: [] as PoolChange[],
};

test('every count is shown', () => {
  const text = describeComparison(comparison).join('\n');
  for (let count = 11; count <= 22; count++) expect(text).toMatch(new RegExp(`[a-z] ${count}(?!\\d)`));
});

test('a change is shown with what differs and whose it is; how many are not named is said', () => {
  const change = {
    what: 'officer-altered',
    id: 'cert:1',
    by: 'op',
    at: 1,
    fields: ['rank', 'other'],
  } as const;
  expect(describeChanges({ ...comparison, changes: [{ ...change, fields: [...change.fields] }] })).toEqual([
    '    人员改动 officer-altered cert:1：职级、other (op)',
    '    另有 197 项未逐一列出 / 197 more are counted above and not named',
  ]);
});
