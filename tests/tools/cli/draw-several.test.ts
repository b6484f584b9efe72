import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settableClock } from '../../support/clock.js';
import { setClock, temporaryFolder } from './command.js';
import { addWitnesses, draw, edit, freeze, keygen, sampleFolder } from './draw-folder.js';

const home = temporaryFolder();
const clock = settableClock();
const place = (...names: string[]) => join(home, ...names);

/** Folders of campaigns that may be frozen together: rules of their own, one witness. */
async function campaigns(name: string, mode = 'open') {
  const folders: string[] = [];
  // A key that has signed one log refuses another of the same authority.
  const key = place(`${name}-w.key`);
  const publicKey = await keygen(key);
  for (const code of ['food', 'drugs', 'schools']) {
    const folder = await sampleFolder(home, `${name}-${code}`);
    edit(folder, 'rules.json', (text) =>
      text
        .replace('"campaign": "sample"', `"campaign": "${code}"`)
        .replace('"mode": "open"', `"mode": "${mode}"`),
    );
    addWitnesses(folder, [{ id: 'w', name: '纪检组', publicKey }]);
    folders.push(folder);
  }
  const [food, drugs, schools] = folders as [string, string, string];
  return { food, drugs, schools, key, publicKey };
}

/** Kinds of the events of a folder's log. */
function kinds(folder: string): string[] {
  const lines = readFileSync(join(folder, 'log.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line).kind);
}

beforeAll(() => setClock(clock));

test('one anchor, one reveal each, and at the last the receipts of all: carried, not in one room', async () => {
  const { food, drugs, schools, key, publicKey } = await campaigns('whole');
  edit(schools, 'targets.csv', (text) => text.replace(/\r\n[^\r]*样例餐饮店01号[^\r]*/, ''));
  const keys = place('whole.key');
  const frozen = await freeze(food, keys, '--with', drugs, '--with', schools);
  expect(frozen.json).toMatchObject({
    ...{ ok: true, state: 'frozen' },
    draws: [
      { name: 'food-1', statement: { registered: 40 } },
      { name: 'drugs-1', statement: { registered: 40 } },
      { name: 'schools-1', statement: { registered: 39 } },
    ],
  });
  expect(new Set(frozen.json.draws.map(({ C }: { C: string }) => C)).size).toBe(3);
  expect(existsSync(join(drugs, 'log.jsonl'))).toBe(false);
  const { handout, session } = frozen.json;
  expect(readdirSync(handout).sort()).toEqual(['drugs-1', 'food-1', 'log.jsonl', 'schools-1']);

  const shown = await draw('anchor', handout, '--key', key, '--show');
  expect(
    shown.json.draws.map(({ statement }: { statement: { covered: number } }) => statement.covered),
  ).toEqual([39, 39, 38]);
  await draw('anchor', handout, '--key', key, '--out', place('anchor.json'));
  const added = await draw('anchor', food, '--add', place('anchor.json'));
  expect(added.json).toMatchObject({ state: 'anchored', session });
  expect((await draw('reveal', food, '--operator', '--keys', keys)).json.state).toBe('revealing');
  await draw('reveal', handout, '--key', key, '--out', place('value.json'));
  const run = await draw('reveal', food, '--add', place('value.json'), '--keys', keys);
  expect(run.json).toMatchObject({ ok: true, state: 'drawn', session });
  expect(run.json.draws.map(({ count }: { count: number }) => count)).toEqual([6, 6, 6]);
  expect(kinds(food)).toEqual(['freeze', 'anchor', 'reveal', 'reveal', 'receipt', 'receipt', 'receipt']);

  const seeds = new Set();
  const poolKeys = new Set();
  for (const name of ['food-1', 'drugs-1', 'schools-1']) {
    const verified = await draw('verify', food, '--draw', name, '--witness', `w=${publicKey}`);
    expect(verified.json).toMatchObject({ ok: true, state: 'drawn', assurance: 'WITNESSED' });
    await draw('publish', food, place(`public-${name}`), '--draw', name);
    expect((await draw('verify', place(`public-${name}`))).json).toMatchObject({ ok: true, level: 'public' });
    const bundle = (file: string) => JSON.parse(readFileSync(join(food, 'draws', name, file), 'utf8'));
    seeds.add(bundle('receipt.json').seed);
    poolKeys.add(bundle('pool-key.json').poolKey);
  }
  expect([seeds.size, poolKeys.size]).toEqual([3, 3]);
  // The one key of the operator's file is none of theirs: who has the pools of one cannot read those of another.
  const held = JSON.parse(readFileSync(keys, 'utf8')).poolKey;
  expect(poolKeys.has(held)).toBe(false);
  expect((await draw('verify', food)).json.code).toBe('WHICH_DRAW');
  expect((await draw('explain', 'a/0', food, '--draw', 'drugs-1')).json.ok).toBe(true);
});

test('they agree in what an act shares, are of one authority, and are each drawn once', async () => {
  const { food, drugs, schools } = await campaigns('refused');
  const keys = place('refused.key');
  edit(drugs, 'rules.json', (text) => text.replace('"operator": "op"', '"operator": "another"'));
  const differs = await freeze(food, keys, '--with', drugs);
  expect(differs.json).toMatchObject({ code: 'SESSION_DIFFERS', remedy: { zh: expect.any(String) } });
  expect(existsSync(keys)).toBe(false);
  expect(existsSync(join(food, 'log.jsonl'))).toBe(false);
  expect((await freeze(food, keys, '--with', food)).json.code).toBe('SAME_CAMPAIGN');
  expect((await freeze(food, join(schools, 'x.key'), '--with', schools)).json.code).toBe('KEYS_INSIDE');
  edit(schools, 'targets.csv', (text) => text.replace(',高,', ',极高,'));
  expect((await freeze(food, keys, '--with', schools)).json.code).toBe('SHEETS_REFUSED');
  expect((await freeze(food, keys, '--with', place('nowhere'))).json.code).toBe('NO_FILE');
});

test('confidential: opened together, for they have one secret', async () => {
  const { food, drugs, key } = await campaigns('secret', 'confidential');
  const keys = place('secret.key');
  await freeze(food, keys, '--with', drugs, '--open-by', '+3d');
  await draw('anchor', food, '--key', key);
  await draw('reveal', food, '--operator', '--keys', keys);
  expect((await draw('reveal', food, '--key', key, '--keys', keys)).json.state).toBe('drawn');
  clock.advance({ days: 3 });
  expect((await draw('open', food, '--keys', keys)).json).toMatchObject({
    draws: [{ state: 'opened' }, { state: 'opened' }],
  });
  for (const name of ['food-1', 'drugs-1'])
    expect((await draw('verify', food, '--draw', name)).json).toMatchObject({ ok: true, state: 'opened' });
});

test('void and lapse end all of them', async () => {
  const { food, drugs } = await campaigns('ended');
  await freeze(food, place('ended-1.key'), '--with', drugs);
  const annulled = await draw('void', food, '--reason', '名单有误');
  expect(annulled.json.draws).toMatchObject([{ state: 'void' }, { state: 'void' }]);
  await freeze(food, place('ended-2.key'), '--with', drugs, '--draw-by', '+1h');
  clock.advance({ hours: 1, seconds: 1 });
  const lapsed = await draw('lapse', food, '--draw', 'drugs-2');
  expect(lapsed.json.draws).toMatchObject([{ state: 'lapsed' }, { state: 'lapsed' }]);
  const third = await freeze(food, place('ended-3.key'), '--with', drugs);
  // Each is compared with the last of its own campaign.
  expect(third.json.draws).toMatchObject([
    { name: 'food-3', statement: { comparisons: [{ added: 0, removed: 0 }] } },
    { name: 'drugs-3', statement: { comparisons: [{ added: 0, removed: 0 }] } },
  ]);
});

test('after a crash either none of the draws has happened or all have', async () => {
  const { food, drugs, key } = await campaigns('crash');
  const keys = place('crash.key');
  await freeze(food, keys, '--with', drugs);
  await draw('anchor', food, '--key', key);
  await draw('reveal', food, '--operator', '--keys', keys);
  const after = place('crash-after');
  cpSync(food, after, { recursive: true });
  await draw('reveal', after, '--key', key, '--keys', keys);
  const stage = (folder: string, ...names: string[]) => {
    for (const name of names)
      cpSync(join(after, 'draws', name), join(folder, 'draws', `.${name}.next`), { recursive: true });
  };

  const staged = place('crash-staged');
  cpSync(food, staged, { recursive: true });
  stage(staged, 'food-1', 'drugs-1');
  expect((await draw('status', staged)).json.draws).toMatchObject([
    { state: 'revealing' },
    { state: 'revealing' },
  ]);
  expect((await draw('reveal', staged, '--key', key, '--keys', keys)).json.state).toBe('drawn');

  const logged = place('crash-logged');
  cpSync(food, logged, { recursive: true });
  cpSync(join(after, 'log.jsonl'), join(logged, 'log.jsonl'));
  // The first had taken its place already when the machine stopped.
  stage(logged, 'drugs-1');
  cpSync(join(after, 'draws', 'food-1'), join(logged, 'draws', 'food-1'), { recursive: true });
  for (const name of ['food-1', 'drugs-1'])
    expect((await draw('verify', logged, '--draw', name)).json).toMatchObject({ ok: true, state: 'drawn' });
  expect(readdirSync(join(logged, 'draws')).sort()).toEqual(['drugs-1', 'food-1']);
});
