import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settableClock } from '../../support/clock.js';
import { fairdraw, setClock, temporaryFolder } from './command.js';
import { addWitnesses, draw, edit, freeze, keygen, sampleFolder } from './draw-folder.js';

const home = temporaryFolder();
const clock = settableClock();
const place = (...names: string[]) => join(home, ...names);
beforeAll(() => setClock(clock));

/** A folder whose draw is confidential and drawn, and its key file. */
async function secretDraw(name: string) {
  const folder = await sampleFolder(home, name);
  edit(folder, 'rules.json', (text) => text.replace('"mode": "open"', '"mode": "confidential"'));
  const keys = place(`${name}.key`);
  expect((await freeze(folder, keys)).json.code).toBe('SECRET_RULE');
  await freeze(folder, keys, '--draw-by', '+1h', '--open-by', '+3d');
  expect((await draw('run', folder, '--keys', keys)).json.state).toBe('drawn');
  return { folder, keys };
}

test('a confidential draw shows nothing before its day; opened, anybody can recompute it', async () => {
  const { folder, keys } = await secretDraw('secret');
  await draw('publish', folder, place('early'));
  expect(existsSync(place('early', 'receipt.json'))).toBe(false);
  expect((await draw('verify', place('early'))).json).toMatchObject({ ok: true, state: 'drawn' });
  expect((await draw('explain', 'a/0', place('early'))).json.code).toBe('NOT_OPENED');
  clock.advance({ days: 3, seconds: -1 });
  expect((await draw('open', folder, '--keys', keys)).json.code).toBe('OPENING_EARLY');
  clock.advance({ seconds: 1 });
  expect((await fairdraw(['draw', 'status', folder])).out).not.toContain('已逾期');
  expect((await draw('open', folder, '--keys', keys)).json).toMatchObject({ ok: true, state: 'opened' });
  await draw('publish', folder, place('opened'));
  expect((await draw('verify', place('opened'))).json).toMatchObject({
    ok: true,
    state: 'opened',
    level: 'public',
  });
  expect((await draw('verify', folder)).json).toMatchObject({
    ok: true,
    state: 'opened',
    level: 'restricted',
  });
  expect((await draw('explain', 'a/0', place('opened'))).json.ok).toBe(true);
  expect((await draw('open', folder, '--keys', keys)).json.code).toBe('TRANSITION');
});

test('a secret that is not the one committed opens nothing, and draws nothing', async () => {
  const { folder, keys } = await secretDraw('mine');
  const { keys: theirs } = await secretDraw('theirs');
  clock.advance({ days: 3 });
  expect((await draw('open', folder, '--keys', theirs)).json.code).toBe('SECRET_MISMATCH');
  expect((await draw('status', folder)).json.draws).toMatchObject([{ state: 'drawn' }]);
  expect((await draw('open', folder, '--keys', keys)).json.state).toBe('opened');

  const again = await sampleFolder(home, 'changed');
  edit(again, 'rules.json', (text) => text.replace('"mode": "open"', '"mode": "confidential"'));
  const own = place('changed.key');
  await freeze(again, own, '--open-by', '+3d');
  edit(home, 'changed.key', (text) => text.replace(/"secret": "\w+"/, `"secret": "${'0'.repeat(64)}"`));
  expect((await draw('run', again, '--keys', own)).json.code).toBe('SECRET_MISMATCH');
  expect((await draw('status', again)).json.seq).toBe(1);
});

test('an unopened draw is said to be overdue, by how long, and stands in the way of the next freeze', async () => {
  const { folder, keys } = await secretDraw('overdue');
  clock.advance({ days: 4 });
  const { out } = await fairdraw(['draw', 'status', folder]);
  expect(out).toMatch(/公开日期 to open by \d{4}-\d\d-\d\d/);
  expect(out).toContain('已逾期 1 天未公开');
  clock.advance({ seconds: 1 });
  expect((await draw('status', folder)).json.draws[0].daysOverdue).toBe(2);
  const next = ['--campaign', 'next', '--open-by', '+3d'];
  expect((await freeze(folder, place('next.key'), ...next)).json.code).toBe('OPENING_OVERDUE');
  await draw('open', folder, '--keys', keys);
  expect((await freeze(folder, place('next.key'), ...next)).json.ok).toBe(true);
});

test('who has not anchored is named by the lapse, and the campaign can be frozen again', async () => {
  const folder = await sampleFolder(home, 'unanchored');
  const witnesses = [];
  for (const id of ['w-a', 'w-b']) witnesses.push({ id, publicKey: await keygen(place(`${id}.key`)) });
  addWitnesses(folder, witnesses);
  await freeze(folder, place('unanchored.key'), '--draw-by', '+1h');
  await draw('anchor', folder, '--key', place('w-a.key'));
  clock.advance({ hours: 1 });
  expect((await draw('lapse', folder)).json.code).toBe('LAPSE_EARLY');
  clock.advance({ seconds: 1 });
  expect((await draw('lapse', folder)).json).toMatchObject({ ok: true, state: 'lapsed' });
  const said = await draw('verify', folder);
  expect(said.json).toMatchObject({ ok: false, code: 'FILE_MISSING' });
  await draw('publish', folder, place('unanchored-public'));
  expect((await draw('verify', place('unanchored-public'))).json).toMatchObject({
    ok: true,
    state: 'lapsed',
  });
  expect((await freeze(folder, place('unanchored-2.key'))).json).toMatchObject({
    ok: true,
    name: 'sample-2',
  });
});

test('a void has a reason, which status shows to everybody', async () => {
  const folder = await sampleFolder(home, 'reason');
  await freeze(folder, place('reason.key'));
  for (const empty of ['', '  ', '\u200b']) {
    const refused = await draw('void', folder, '--reason', empty);
    expect(refused).toMatchObject({ exitCode: 1, json: { code: 'REASON_EMPTY' } });
  }
  await draw('void', folder, '--reason', '名单有误');
  expect((await fairdraw(['draw', 'status', folder])).out).toContain('理由 reason: 名单有误');
  expect((await draw('status', folder)).json.draws[0].void.reason).toBe('名单有误');
});

test('who has not revealed is named by the lapse', async () => {
  const folder = await sampleFolder(home, 'unrevealed');
  addWitnesses(folder, [{ id: 'w', name: '纪检组', publicKey: await keygen(place('silent.key')) }]);
  await freeze(folder, place('unrevealed.key'), '--draw-by', '+1h');
  await draw('anchor', folder, '--key', place('silent.key'));
  await draw('reveal', folder, '--operator', '--keys', place('unrevealed.key'));
  clock.advance({ hours: 1, seconds: 1 });
  expect((await draw('reveal', folder, '--key', place('silent.key'))).json.code).toBe('REVEAL_LATE');
  expect((await draw('void', folder, '--reason', 'x')).json.code).toBe('TRANSITION');
  const { out } = await fairdraw(['draw', 'lapse', folder]);
  expect(out).toMatch(/未完成 \/ failed: w \(reveal\)/);
});

test('targets, officers and held units are replaced by hand, and every verifier follows', async () => {
  const folder = await sampleFolder(home, 'replaced');
  // Three officers may go to a district, two of them for one unit each: somebody must be lacking.
  edit(folder, 'rules.json', (text) =>
    text.replace('"30%"', '"100%"').replace('"capacity": 6', '"capacity": 1'),
  );
  edit(folder, 'officers.csv', (text) => text.replace(/,6\r\n/g, ',1\r\n'));
  await freeze(folder, place('replaced.key'));
  const { json: run } = await draw('run', folder, '--keys', place('replaced.key'));
  expect(run.held.length).toBeGreaterThan(0);
  writeFileSync(place('paper.pdf'), 'a scan');
  const people = ['--evidence', place('paper.pdf'), '--requester', 'li', '--approver', 'wang'];
  const replace = (kind: string, unit: string, reason: string, ...more: string[]) =>
    draw('substitute', folder, '--kind', kind, '--unit', unit, '--reason', reason, ...people, ...more);

  const [held] = run.held;
  const lacking = await replace('held', held, 'staffed');
  expect(lacking.json.code).toBe('SUBSTITUTION_IMPOSSIBLE');
  const staffed = await replace('held', held, 'staffed', '--extra', '1');
  expect(staffed.json).toMatchObject({ ok: true, detail: { n: 1, kind: 'held' } });
  expect(staffed.json.team).toHaveLength(2);

  const served = run.units.find(({ officers }: { officers: string[] }) => officers.length === 2);
  const [ill] = served.officers;
  const officer = await replace('officer', served.id, 'ill', '--officer', ill, '--extra', '2');
  expect(officer.json).toMatchObject({ ok: true, detail: { n: 2, kind: 'officer' } });
  expect(officer.json.team).not.toContain(ill);

  const inB = run.units.find(({ stratum }: { stratum: string }) => stratum === 'b');
  const target = await replace('target', inB.id, 'closed', '--extra', '3');
  const next = run.reserve.find(({ stratum }: { stratum: string }) => stratum === 'b');
  expect(target.json).toMatchObject({ ok: true, comesIn: next.id, detail: { n: 3, kind: 'target' } });

  expect((await draw('verify', folder)).json).toMatchObject({ ok: true, level: 'restricted' });
  await draw('publish', folder, place('replaced-public'));
  expect(readdirSync(place('replaced-public'))).toContain('substitutions.jsonl');
  expect((await draw('verify', place('replaced-public'))).json).toMatchObject({ ok: true, level: 'public' });
  edit(place('replaced-public'), 'substitutions.jsonl', (text) =>
    text.replace('"reason":"ill"', '"reason":"recusal"'),
  );
  expect((await draw('verify', place('replaced-public'))).json.ok).toBe(false);
});
