import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settableClock } from '../../support/clock.js';
import { fairdraw, setClock, temporaryFolder } from './command.js';
import { addWitnesses, draw, edit, freeze, keygen, sampleFolder } from './draw-folder.js';

const home = temporaryFolder();
const clock = settableClock();
const place = (...names: string[]) => join(home, ...names);
beforeAll(() => setClock(clock));

/** A folder frozen and anchored by its one witness. */
async function anchored(name: string) {
  const folder = await sampleFolder(home, name);
  const [key, keys, value] = [place(`${name}.w`), place(`${name}.key`), place(`${name}.json`)];
  addWitnesses(folder, [{ id: 'w', name: '纪检组', publicKey: await keygen(key) }]);
  const { handout } = (await freeze(folder, keys, '--draw-by', '+2h')).json;
  await draw('anchor', folder, '--key', key);
  const give = (from: string) => draw('reveal', from, '--key', key, '--out', value);
  const given = () => JSON.parse(readFileSync(key, 'utf8')).draws[0].given;
  return { folder, key, keys, value, handout, give, given };
}

test('a witness gives nothing while the draw can still be voided', async () => {
  const { folder, key, keys, handout, give, given } = await anchored('early');
  for (const from of [handout, folder]) expect((await give(from)).json.code).toBe('OPERATOR_FIRST');
  expect((await draw('reveal', folder, '--key', key, '--keys', keys)).json.code).toBe('OPERATOR_FIRST');
  expect(given()).toBeUndefined();
  const next = (await draw('status', folder)).json.draws[0].next;
  expect(next).toContain('reveal --operator');
  await draw('reveal', folder, '--operator', '--keys', keys);
  expect((await give(handout)).json.ok).toBe(true);
  expect(given()).toBe((await draw('status', folder)).json.head);
});

test('after the draw was voided, or its time is over, the value stays where it is', async () => {
  const { folder, handout, give, given } = await anchored('ended');
  await draw('void', folder, '--reason', '名单有误');
  expect((await give(handout)).json.code).toBe('DRAW_ENDED');
  const late = await anchored('late');
  await draw('reveal', late.folder, '--operator', '--keys', late.keys);
  clock.advance({ hours: 2, seconds: 1 });
  expect((await late.give(late.handout)).json.code).toBe('REVEAL_LATE');
  expect([given(), late.given()]).toEqual([undefined, undefined]);
});

test('the operator looked in a copy, then voided the real draw: the key knows the log that it gave into', async () => {
  const { folder, key, keys, value, give } = await anchored('peeked');
  const peek = place('peek');
  cpSync(folder, peek, { recursive: true });
  await draw('reveal', peek, '--operator', '--keys', keys);
  await give(peek);
  expect((await draw('reveal', peek, '--add', value, '--keys', keys)).json.state).toBe('drawn');
  await draw('void', folder, '--reason', '结果不合意');
  await freeze(folder, place('peeked-2.key'));
  const refused = await draw('anchor', folder, '--key', key, '--draw', 'sample-2');
  expect(refused).toMatchObject({ exitCode: 1, json: { code: 'LOG_REWRITTEN' } });
});

test('a draw lapsed as if its witness had not revealed: the next is signed only by naming it', async () => {
  const { folder, key, keys, give, handout } = await anchored('withheld');
  await draw('reveal', folder, '--operator', '--keys', keys);
  await give(handout);
  clock.advance({ hours: 2, seconds: 1 });
  expect((await draw('lapse', folder)).json.state).toBe('lapsed');
  await freeze(folder, place('withheld-2.key'));
  const refused = await draw('anchor', folder, '--key', key);
  expect(refused.json).toMatchObject({ code: 'VALUE_DISCARDED', zh: expect.stringContaining('sample-1') });
  const other = await draw('anchor', folder, '--key', key, '--despite-void', 'sample-2');
  expect(other.json.code).toBe('VALUE_DISCARDED');
  expect((await draw('anchor', folder, '--key', key, '--despite-void', 'sample-1')).json.state).toBe(
    'anchored',
  );
});

test('a value given before the operator’s reveal, as through a server, and then a void: not signed, with the reason', async () => {
  const { folder, key } = await anchored('voided');
  const { head } = (await draw('status', folder)).json;
  edit(home, 'voided.w', (text) => text.replace(/"head":/, `"given": "${head}", "head":`));
  await draw('void', folder, '--reason', '再抽一次');
  await freeze(folder, place('voided-2.key'));
  const refused = await fairdraw(['draw', 'anchor', folder, '--key', key]);
  expect(refused.err).toContain('VALUE_DISCARDED');
  expect(refused.err).toContain('再抽一次');
});
