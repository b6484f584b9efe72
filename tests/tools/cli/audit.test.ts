import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordEvent, sealAudit } from '../../../schema/audit/index.js';
import { systemChance } from '../../../server/platform/clock.js';
import { migrate, openDatabase } from '../../../server/platform/database.js';
import { createKeyring, makeKeys } from '../../../server/platform/keyring.js';
import { createStep } from '../../../server/platform/step.js';
import { settableClock } from '../../support/clock.js';
import { fairdraw, temporaryFolder } from './command.js';

const folder = temporaryFolder();
const path = (name: string) => join(folder, name);
const data = path('data');
const before = { ...process.env };
const keys = makeKeys(systemChance);

/** Events of the past, which nobody could make with the machine's clock. */
async function addEvents(count: number, start: string): Promise<string> {
  const database = await openDatabase({ folder: data });
  await migrate(database);
  const keyring = createKeyring(keys, systemChance);
  const sources = {
    database,
    clock: settableClock(start),
    chance: systemChance,
    installation: { training: false },
    keys: keyring,
  };
  const step = createStep(sources, { kind: 'system' });
  for (let n = 0; n < count; n++) {
    await step((unit) => recordEvent(unit, 'plan.created', { kind: 'plan', id: `p${n}` }, { year: n }));
  }
  const checkpoint = await step(sealAudit);
  await database.close();
  return checkpoint?.note ?? '';
}

let note: string;
beforeEach(() => {
  process.env.FAIRDRAW_DATA_DIR = data;
});
beforeAll(async () => {
  delete process.env.DATABASE_URL;
  process.env.FAIRDRAW_KEY_FILE = path('keys.json');
  writeFileSync(path('keys.json'), JSON.stringify(keys), { mode: 0o600 });
  note = await addEvents(6, '2020-01-01T01:00:00Z');
  await addEvents(3, '2020-03-01T01:00:00Z');
}, 60_000);
afterAll(() => {
  process.env = before;
});

test('exports the record, and verifies it without a database', async () => {
  const exported = await fairdraw(['audit', 'export', path('a.jsonl'), '--json']);
  // 6 and 3 events, two checkpoints, and the export itself.
  expect(exported.json).toMatchObject({ size: 12, fileHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  process.env.FAIRDRAW_DATA_DIR = path('nowhere');
  writeFileSync(path('note'), note);
  const key = JSON.parse(readFileSync(path('a.jsonl'), 'utf8').split('\n')[1]!).key as string;
  writeFileSync(path('keys'), `${key}\n`);
  const verified = await fairdraw([
    'audit',
    'verify',
    path('a.jsonl'),
    '--checkpoint',
    path('note'),
    '--key',
    path('keys'),
    '--json',
  ]);
  expect(verified.err).toBe('');
  expect(verified.json).toMatchObject({
    ok: true,
    size: 12,
    checkpointCount: 2,
    sealedSize: 10,
    keys: [key],
  });
  const words = await fairdraw(['audit', 'verify', path('a.jsonl')]);
  expect(words.out).toMatch(/审计记录完整 \/ the audit record is whole[\s\S]*公钥取自记录本身/);
});

test('names what was changed, and fails', async () => {
  const lines = readFileSync(path('a.jsonl'), 'utf8').split('\n');
  writeFileSync(path('changed.jsonl'), lines.map((line) => line.replace('"year":4', '"year":5')).join('\n'));
  const changed = await fairdraw(['audit', 'verify', path('changed.jsonl')]);
  expect(changed).toMatchObject({ exitCode: 1, out: '' });
  expect(changed.err).toMatch(/CONTENT: 事件内容已被改动。[\s\S]*第 5 条事件 \/ event 5/);
  writeFileSync(
    path('bytes.jsonl'),
    Buffer.concat([Buffer.from(lines.slice(0, 6).join('\n')), Buffer.of(0xff, 0x0a)]),
  );
  const bytes = await fairdraw(['audit', 'verify', path('bytes.jsonl'), '--json']);
  expect([bytes.exitCode, bytes.json.difference.code]).toEqual([1, 'LINE']);
  writeFileSync(path('returns.jsonl'), lines.join('\r\n'));
  expect((await fairdraw(['audit', 'verify', path('returns.jsonl')])).exitCode).toBe(1);
});

test('wrong use is told apart from a record that was changed', async () => {
  expect((await fairdraw(['audit', 'verify', path('none.jsonl')])).err).toMatch(/读不了文件.*ENOENT/);
  expect((await fairdraw(['audit', 'verify'])).err).toMatch(/--database/);
  expect((await fairdraw(['audit', 'export', path('a.jsonl')])).err).toMatch(/已存在/);
  expect((await fairdraw(['audit', 'archive', path('x'), '--before', '2020-02-30'])).exitCode).toBe(2);
  expect((await fairdraw(['audit', 'archive', path('x')])).exitCode).toBe(2);
  expect((await fairdraw(['audit', '--help'])).out).toMatch(/审计记录 \/ the record of who did what/);
});

test('the live record verifies, and shows its checkpoint', async () => {
  const sealed = await fairdraw(['audit', 'seal']);
  expect(sealed.out).toMatch(/^fairdraw-audit\/[0-9a-f]{64}\n\d+\n/);
  expect((await fairdraw(['audit', 'verify', '--database', '--json'])).json).toMatchObject({
    ok: true,
    source: 'database',
  });
});

test('archives what is older than is kept; chain and tree stay, and verify with the archive', async () => {
  const young = await fairdraw(['audit', 'archive', path('young.jsonl'), '--before', '2099-01-01']);
  expect([young.exitCode, young.err]).toEqual([1, expect.stringMatching(/须保存 3650 天/)]);
  process.env.FAIRDRAW_AUDIT_DAYS = '184';
  const nothing = await fairdraw(['audit', 'archive', path('nothing.jsonl'), '--before', '2019-12-31']);
  expect([nothing.exitCode, nothing.err]).toEqual([1, expect.stringMatching(/没有可归档的事件/)]);
  const archived = await fairdraw([
    'audit',
    'archive',
    path('archive.jsonl'),
    '--before',
    '2020-02-01',
    '--json',
  ]);
  expect(archived.err).toBe('');
  expect(archived.json).toMatchObject({ size: 6, count: 6 });
  const live = await fairdraw(['audit', 'verify', '--database', '--json']);
  expect(live.json).toMatchObject({ ok: true, archivedCount: 6 });
  const again = await fairdraw(['audit', 'archive', path('again.jsonl'), '--before', '2020-02-01']);
  expect(again.exitCode).toBe(1);
  const next = await fairdraw(['audit', 'archive', path('next.jsonl'), '--before', '2020-04-01', '--json']);
  expect(next.json).toMatchObject({ size: 10, count: 4 });
  await fairdraw(['audit', 'export', path('b.jsonl')]);
  const both = ['--archive', path('archive.jsonl'), path('next.jsonl'), '--checkpoint', path('note')];
  const verified = await fairdraw(['audit', 'verify', path('b.jsonl'), ...both]);
  expect(verified.err).toBe('');
  expect(verified.out.match(/审计记录完整/g)).toHaveLength(3);
  const forged = readFileSync(path('archive.jsonl'), 'utf8').replace('"year":2', '"year":9');
  writeFileSync(path('forged.jsonl'), forged);
  const refused = await fairdraw(['audit', 'verify', path('b.jsonl'), '--archive', path('forged.jsonl')]);
  expect([refused.exitCode, refused.err]).toEqual([1, expect.stringMatching(/forged\.jsonl[\s\S]*CONTENT/)]);
  delete process.env.FAIRDRAW_AUDIT_DAYS;
});

test('the setting is never under 184 days', async () => {
  process.env.FAIRDRAW_AUDIT_DAYS = '183';
  expect((await fairdraw(['audit', 'seal'])).err).toMatch(/FAIRDRAW_AUDIT_DAYS/);
  delete process.env.FAIRDRAW_AUDIT_DAYS;
});
