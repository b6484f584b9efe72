/** What a pool statement may say of changes: the engine and the independent program read the same. */
import { verifyPublic } from '../../scheduler/draw/index.js';
import { PythonVerifier } from './python.js';
import { smallDraw } from './small-draw.js';

const kinds = {
  added: 'added',
  removed: 'removed',
  reclassed: 'reclassed',
  reweighted: 'reweighted',
  altered: 'altered',
  excluded: 'excluded',
  leave: 'leave',
  'officer-added': 'officersAdded',
  'officer-removed': 'officersRemoved',
  'officer-altered': 'officersAltered',
  recused: 'recused',
  unrecused: 'unrecused',
} as const;
const counts = Object.fromEntries(Object.values(kinds).map((count) => [count, 1]));
const changes = Object.keys(kinds).map((what) => ({
  ...{ what, id: what.includes('recused') ? 'a:1 c:1' : 'a:1', by: 'targets.csv', at: 1_789_000_000 },
  ...(what.includes('altered') ? { fields: ['skills'] } : {}),
}));
const comparison = { against: 'previous', on: '2026-09-01', ...counts, changes };

const python = new PythonVerifier();
afterAll(() => python.end());

test('every kind of change is read by both', async () => {
  const { open } = smallDraw([comparison as never]);
  expect(verifyPublic(open)).toMatchObject({ ok: true });
  expect(await python.verify('public', open)).toMatchObject({ ok: true });
});

/** The statement's file, bent; its shape is looked at before its hash. */
async function bothOn(bent: object) {
  const { open } = smallDraw([comparison as never]);
  const text = Buffer.from(open['statement.json']!).toString('utf8');
  const inOrder = (_: string, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  const statement = JSON.stringify({ ...JSON.parse(text), comparisons: [bent] }, inOrder);
  const files = { ...open, 'statement.json': Buffer.from(statement, 'utf8') };
  return [verifyPublic(files), await python.verify('public', files)].map((answer) =>
    answer.ok ? 'accepted' : answer.code,
  );
}

test.each(Object.values(kinds))('a comparison without the count “%s” is malformed', async (count) => {
  const { [count]: _, ...others } = comparison as Record<string, unknown>;
  expect(await bothOn(others)).toEqual(['MALFORMED', 'MALFORMED']);
});

test('a kind that the page does not know is malformed, and so are fields that are no list', async () => {
  const [first] = changes;
  expect(await bothOn({ ...comparison, changes: [{ ...first, what: 'officer-leave' }] })).toEqual([
    'MALFORMED',
    'MALFORMED',
  ]);
  expect(await bothOn({ ...comparison, changes: [{ ...first, fields: 'skills' }] })).toEqual([
    'MALFORMED',
    'MALFORMED',
  ]);
});
