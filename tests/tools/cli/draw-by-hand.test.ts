import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settableClock } from '../../support/clock.js';
import { fairdraw, setClock, temporaryFolder } from './command.js';
import { addPublicSources, addWitnesses, draw, edit, freeze, keygen, sampleFolder } from './draw-folder.js';

const home = temporaryFolder();
const clock = settableClock();
const place = (...names: string[]) => join(home, ...names);

beforeAll(() => setClock(clock));

test('five minutes: init, preview, freeze, run, verify, explain, prove, publish', async () => {
  const folder = await sampleFolder(home, 'five');
  const preview = await draw('preview', folder, '--seeds', '20');
  expect(preview.json).toMatchObject({ ok: true, seeds: 20, feasible: 20, shortages: [] });
  const frozen = await freeze(folder, place('five.key'));
  expect(frozen.json).toMatchObject({ ok: true, state: 'anchored', name: 'sample-1' });
  const run = await draw('run', folder, '--keys', place('five.key'));
  expect(run.json).toMatchObject({ ok: true, state: 'drawn', count: 6, assurance: 'SELF' });
  expect((await draw('verify', folder)).json).toMatchObject({ ok: true, level: 'restricted' });
  const verified = await draw('verify', folder, '--restricted');
  expect(verified.json).toMatchObject({ ok: true, state: 'drawn', receiptHash: run.json.receiptHash });

  const [unit] = run.json.units;
  const explained = await draw('explain', unit.id, folder);
  expect(explained.json).toMatchObject({
    status: 'selected',
    order: unit.order,
    ticket: unit.ticket,
    rank: unit.order,
    probability: { exact: '3/10' },
    level: 'restricted',
  });
  expect(explained.json.lead.id).toBe(unit.lead);
  expect(explained.json.slots[0].officers.map(({ id }: { id: string }) => id)).toEqual(unit.officers);
  const officer = await draw('explain', unit.lead, folder);
  expect(officer.json.targets).toContainEqual(expect.objectContaining({ id: unit.id, isLead: true }));

  const published = await draw('publish', folder, place('public'));
  expect(published.json.files).not.toContain('inspectors.jsonl');
  expect((await draw('verify', place('public'))).json).toMatchObject({ ok: true, level: 'public' });
  const seen = await draw('explain', unit.id, place('public'));
  expect(seen.json).toMatchObject({ level: 'public', status: 'selected', rank: unit.order });
  expect(seen.out).not.toContain('cert:');

  await draw('prove', unit.id, folder, '--slip', '--out', place('slip.json'));
  const slip = await draw('slip', place('slip.json'), place('public'));
  expect(slip.json).toMatchObject({ ok: true, id: unit.id, officers: unit.officers });
  await draw('prove', 'b/28', folder, '--out', place('proof.json'));
  const proof = await draw('slip', place('proof.json'), place('public'));
  const same = await draw('explain', 'b/28', folder);
  expect(proof.json).toMatchObject({ ok: true, tree: 'pool/b', index: 28, ticket: same.json.ticket });
  await draw('prove', unit.lead, folder, '--out', place('officer.json'));
  expect((await draw('slip', place('officer.json'), place('public'))).json).toMatchObject({
    tree: 'inspectors',
  });
});

test('words for people, in Chinese and English, name the ticket, the cut-off and the team', async () => {
  const folder = await sampleFolder(home, 'words');
  await freeze(folder, place('words.key'));
  await draw('run', folder, '--keys', place('words.key'));
  const { out } = await fairdraw(['draw', 'explain', 'a/0', folder]);
  expect(out).toMatch(/抽取前被抽中的概率：3\/10/);
  expect(out).toMatch(/Ticket [0-9a-f]{16}.*rank \d+ of 10.*the cut-off is [0-9a-f]{16}/);
  const excluded = await fairdraw(['draw', 'explain', '91440802MA00003807', folder]);
  expect(excluded.err + excluded.out).toMatch(/closed|ID_UNKNOWN/);
});

test('what the witness takes along suffices to sign, and comes back as a file', async () => {
  const folder = await sampleFolder(home, 'witness');
  const key = place('w.key');
  const publicKey = await keygen(key);
  addWitnesses(folder, [{ id: 'w-ji', name: '纪检组', publicKey }]);
  const frozen = await freeze(folder, place('witness.key'));
  expect(frozen.json.state).toBe('frozen');
  const { handout } = frozen.json;
  expect(readdirSync(handout).sort()).toEqual(['log.jsonl', 'rules.json', 'statement.json']);

  // The operator cannot go on alone.
  const alone = await draw('run', folder, '--keys', place('witness.key'));
  expect(alone).toMatchObject({ exitCode: 1, json: { ok: false, code: 'TRANSITION' } });

  const anchor = place('anchor.json');
  const signed = await draw('anchor', handout, '--witness', 'w-ji', '--key', key, '--out', anchor);
  expect(signed.json).toMatchObject({ ok: true, anchored: true, statement: { registered: 40, covered: 39 } });
  const added = await draw('anchor', folder, '--add', anchor);
  expect(added.json).toMatchObject({ ok: true, state: 'anchored' });
  const twice = await draw('anchor', folder, '--add', anchor);
  expect(twice.exitCode).toBe(1);

  const value = place('value.json');
  const revealed = await draw('reveal', folder, '--operator', '--keys', place('witness.key'));
  expect(revealed.json).toMatchObject({ ok: true, state: 'revealing' });
  expect((await draw('reveal', handout, '--key', key, '--out', value)).exitCode).toBe(0);
  const run = await draw('reveal', folder, '--add', value, '--keys', place('witness.key'));
  expect(run.json).toMatchObject({ state: 'drawn', assurance: 'WITNESSED' });
  const witness = ['--witness', `w-ji=${publicKey}`];
  expect((await draw('verify', folder, '--restricted', ...witness)).json.ok).toBe(true);
});

test('dice thrown by hand are the witness’s value; the witness may reveal last, with the operator’s keys', async () => {
  const folder = await sampleFolder(home, 'dice');
  const key = place('dice-w.key');
  addWitnesses(folder, [{ id: 'w', publicKey: await keygen(key) }]);
  await freeze(folder, place('dice.key'));
  const few = await fairdraw(['draw', 'anchor', folder, '--key', key, '--dice', '--json'], '1 2 3 4 5 6\n');
  expect(few).toMatchObject({ exitCode: 1, json: { code: 'REVEAL_WEAK' } });
  const empty = await fairdraw(['draw', 'anchor', folder, '--key', key, '--dice', '--json'], '');
  expect(empty).toMatchObject({ exitCode: 1, json: { code: 'NO_INPUT' } });
  const dice = `${'123456'.repeat(5)}\n`;
  const anchored = await fairdraw(['draw', 'anchor', folder, '--key', key, '--dice', '--json'], dice);
  expect(anchored.json).toMatchObject({ ok: true, state: 'anchored' });
  const operator = await draw('reveal', folder, '--operator', '--keys', place('dice.key'));
  expect(operator.json).toMatchObject({ ok: true, state: 'revealing' });

  const before = readFileSync(join(folder, 'log.jsonl'), 'utf8');
  const noKeys = await draw('reveal', folder, '--key', key);
  expect(noKeys).toMatchObject({ exitCode: 1, json: { code: 'KEYS_NEEDED' } });
  expect(readFileSync(join(folder, 'log.jsonl'), 'utf8')).toBe(before);
  const last = await draw('reveal', folder, '--key', key, '--keys', place('dice.key'));
  expect(last.json).toMatchObject({ ok: true, state: 'drawn', assurance: 'WITNESSED' });
});

test('a lottery number is the last word; its range and its form are checked', async () => {
  const folder = await sampleFolder(home, 'number');
  addPublicSources(folder, [
    {
      ...{ type: 'number', id: 'lottery', name: '公共骰子' },
      parts: [{ count: 2, min: 1, max: 6, distinct: false }],
    },
  ]);
  const noIssue = await freeze(folder, place('number.key'));
  expect(noIssue).toMatchObject({ exitCode: 1, json: { code: 'MALFORMED' } });
  expect(existsSync(place('number.key'))).toBe(false);
  const run = (numbers: string) =>
    draw('run', folder, '--keys', place('number.key'), '--source', 'lottery', '--numbers', numbers);
  await freeze(folder, place('number.key'), '--issue', 'lottery=第 1 掷@+1h');
  expect((await run('3,4')).json.code).toBe('REVEAL_EARLY');
  await draw('void', folder, '--reason', '改期');
  rmSync(place('number.key'));
  const frozen = await freeze(folder, place('number.key'), '--issue', 'lottery=第 2 掷@+1h');
  expect(frozen.json).toMatchObject({ ok: true });
  clock.advance({ hours: 1 });
  expect((await run('')).json.code).toBe('REVEAL_WEAK');
  expect((await run('3')).json.code).toBe('NUMBER_FORMAT');
  expect((await run('3,7')).json.code).toBe('NUMBER_RANGE');
  expect((await draw('run', folder, '--keys', place('number.key'))).json.code).toBe('REVEALS_MISSING');
  expect((await run('3, 4')).json).toMatchObject({ ok: true, state: 'drawn' });
  expect((await draw('verify', folder, '--restricted')).json.ok).toBe(true);
});

test('a passphrase seals the operator’s keys', async () => {
  const folder = await sampleFolder(home, 'sealed');
  const keys = place('sealed.key');
  const frozen = await fairdraw(['draw', 'freeze', folder, '--keys', keys, '--json'], 'correct horse\n');
  expect(frozen.json.ok).toBe(true);
  expect(readFileSync(keys, 'utf8')).not.toContain('poolKey');
  expect(statSync(keys).mode & 0o077).toBe(0);
  const wrong = await fairdraw(['draw', 'run', folder, '--keys', keys, '--json'], 'wrong\n');
  expect(wrong).toMatchObject({ exitCode: 1, json: { code: 'WRONG_PASSPHRASE' } });
  const run = await fairdraw(['draw', 'run', folder, '--keys', keys, '--json'], 'correct horse\n');
  expect(run.json.state).toBe('drawn');
});

test('void and lapse end a draw; the next freeze is compared with it', async () => {
  const folder = await sampleFolder(home, 'again');
  await freeze(folder, place('again-1.key'));
  const open = await freeze(folder, place('again-2.key'));
  expect(open.json.code).toBe('CAMPAIGN_OPEN');
  expect((await draw('lapse', folder)).json.code).toBe('LAPSE_EARLY');
  expect((await draw('void', folder, '--reason', '名单有误')).json.state).toBe('void');
  edit(folder, 'targets.csv', (text) => text.replace(/\r\n[^\r]*样例餐饮店01号[^\r]*/, ''));
  const frozen = await freeze(folder, place('again-2.key'));
  expect(frozen.json).toMatchObject({
    name: 'sample-2',
    statement: { comparisons: [{ against: 'previous', added: 0, removed: 1 }] },
  });
  expect(frozen.json.statement.comparisons[0].changes).toMatchObject([
    { what: 'removed', by: 'targets.csv' },
  ]);
  await draw('run', folder, '--keys', place('again-2.key'));
  expect((await freeze(folder, place('again-3.key'))).json.code).toBe('CAMPAIGN_DRAWN');
  expect((await draw('status', folder)).json.draws).toMatchObject([{ state: 'void' }, { state: 'drawn' }]);
});

test('a rehearsal has a log of its own and never meets a real draw', async () => {
  const folder = await sampleFolder(home, 'rehearsal');
  const frozen = await freeze(folder, place('rehearsal.key'), '--rehearsal');
  expect(frozen.json.folder).toBe(join(folder, 'rehearsal'));
  expect(existsSync(join(folder, 'log.jsonl'))).toBe(false);
  await draw('run', join(folder, 'rehearsal'), '--keys', place('rehearsal.key'));
  const verified = await draw('verify', join(folder, 'rehearsal'), '--restricted');
  expect(verified.json).toMatchObject({ ok: true, series: 'R' });
});

test('a unit that has closed and an officer who is ill are replaced as the draw says', async () => {
  const folder = await sampleFolder(home, 'replaced');
  await freeze(folder, place('replaced.key'));
  const { json: run } = await draw('run', folder, '--keys', place('replaced.key'));
  writeFileSync(place('evidence.pdf'), 'a scan');
  const substitute = (...words: string[]) =>
    draw('substitute', folder, '--evidence', place('evidence.pdf'), '--requester', 'li', ...words);
  const [closed, , kept] = run.units;
  const target = ['--kind', 'target', '--unit', closed.id, '--reason', 'closed'];
  expect((await substitute(...target, '--approver', 'li')).json.code).toBe('SUBSTITUTION_APPROVER');
  // One person under two spellings is one person.
  for (const same of [' li', 'li\u3000']) {
    expect((await substitute(...target, '--approver', same)).json.code).toBe('SUBSTITUTION_APPROVER');
  }
  for (const nobody of ['', 'li\u200b']) {
    expect((await substitute(...target, '--approver', nobody)).json.code).toBe('BAD_PERSON');
  }
  const first = await substitute(...target, '--approver', 'wang');
  const next = run.reserve.find(({ stratum }: { stratum: string }) => stratum === closed.stratum);
  expect(first.json).toMatchObject({ ok: true, comesIn: next.id, detail: { n: 1 } });
  const officer = ['--kind', 'officer', '--unit', kept.id, '--approver', 'wang', '--reason'];
  const [out] = kept.officers;
  expect((await substitute(...officer, 'closed', '--officer', out)).json.code).toBe('SUBSTITUTION_REASON');
  expect((await substitute(...officer, 'ill', '--officer', 'cert:nobody')).json.code).toBe(
    'SUBSTITUTION_PLACE',
  );
  const second = await substitute(...officer, 'ill', '--officer', out);
  expect(second.json).toMatchObject({ ok: true, detail: { n: 2, kind: 'officer' } });
  expect(second.json.team).not.toContain(out);
  expect((await draw('verify', folder, '--restricted')).json).toMatchObject({ ok: true });
  expect((await draw('explain', closed.id, folder)).json.substitutions).toMatchObject([{ n: 1 }]);
  await draw('publish', folder, place('replaced-public'));
  expect((await draw('verify', place('replaced-public'))).json).toMatchObject({ ok: true });
});
