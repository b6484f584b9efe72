import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLog } from '../../../scheduler/draw/index.js';
import { projectRoot } from '../../../server/platform/cluster-template.js';
import { fetchSignature } from '../../../tools/draw-folder/fetch-round.js';
import { settableClock } from '../../support/clock.js';
import { setClock, temporaryFolder } from './command.js';
import { type DrandAnswer, startDrand } from './drand-server.js';
import { addPublicSources, addWitnesses, draw, edit, freeze, keygen, sampleFolder } from './draw-folder.js';

const quicknet = JSON.parse(
  readFileSync(join(projectRoot(), 'tests', 'fixtures', 'draw', 'drand-quicknet.json'), 'utf8'),
);
const [{ round, signature, randomness }] = quicknet.rounds;

/** An hour after this freeze quicknet signs round 1000. */
const FROZEN_AT = 1_692_802_764;
const KNOWABLE_AT = FROZEN_AT + 3600;

const home = temporaryFolder();
const clock = settableClock();
const at = (seconds: number) => clock.set(new Date(seconds * 1000));
const frozen = join(home, 'frozen');
/** The same before anybody revealed. */
const anchored = join(home, 'anchored');
const keys = join(home, 'operator.key');
const witnessKey = join(home, 'w.key');
let count = 0;

/** A copy of the frozen folder, at the moment when the round is out. */
function due(): string {
  const folder = join(home, `due-${++count}`);
  cpSync(frozen, folder, { recursive: true });
  at(KNOWABLE_AT);
  return folder;
}

const run = (folder: string, ...words: string[]) =>
  draw('run', folder, '--keys', keys, '--source', 'drand', ...words);
const logOf = (folder: string) => readFileSync(join(folder, 'log.jsonl'), 'utf8');
const nothingWritten = (folder: string) => expect(logOf(folder)).toBe(logOf(frozen));

beforeAll(async () => {
  setClock(clock);
  at(FROZEN_AT);
  await sampleFolder(home, 'frozen');
  addWitnesses(frozen, [{ id: 'w', publicKey: await keygen(witnessKey) }]);
  addPublicSources(frozen, [{ type: 'beacon', id: 'drand', chain: 'quicknet', delay: 3600 }]);
  const { json } = await freeze(frozen, keys);
  expect(json).toMatchObject({ ok: true, frozenAt: FROZEN_AT });
  await draw('anchor', frozen, '--key', witnessKey);
  cpSync(frozen, anchored, { recursive: true });
  await draw('reveal', frozen, '--operator', '--keys', keys);
  await draw('reveal', frozen, '--key', witnessKey);
});

test('from freeze to receipt with the signature as pasted; the assurance is that of a beacon', async () => {
  const folder = due();
  const drawn = await run(folder, '--signature', signature.toUpperCase());
  expect(drawn.json).toMatchObject({ ok: true, state: 'drawn', assurance: 'BEACON' });
  const { ok, assurance } = (await draw('verify', folder)).json;
  expect({ ok, assurance }).toEqual({ ok: true, assurance: 'BEACON' });
});

test('a second too early, the round cannot be known', async () => {
  const folder = due();
  at(KNOWABLE_AT - 1);
  expect((await run(folder, '--signature', signature)).json.code).toBe('REVEAL_EARLY');
  nothingWritten(folder);
});

test('the operator’s value comes before the beacon’s', async () => {
  at(KNOWABLE_AT);
  const before = logOf(anchored);
  const early = await draw('reveal', anchored, '--source', 'drand', '--signature', signature);
  expect(early.json.code).toBe('REVEAL_ORDER');
  expect(logOf(anchored)).toBe(before);
});

test('a signature of another round, of no point, of the wrong length: refused, and nothing is revealed', async () => {
  const folder = due();
  const cases = [`${signature.slice(0, -1)}0`, '00'.repeat(48), signature.slice(2), 'zz', ''];
  for (const wrong of cases)
    expect((await run(folder, '--signature', wrong)).json.code).toBe('BEACON_SIGNATURE');
  nothingWritten(folder);
  // The same signature, where the freeze a period earlier bound round 999.
  const other = join(home, 'round-999');
  at(FROZEN_AT - 3);
  await sampleFolder(home, 'round-999');
  addPublicSources(other, [{ type: 'beacon', id: 'drand', chain: 'quicknet', delay: 3600 }]);
  await freeze(other, join(home, 'other.key'));
  at(KNOWABLE_AT);
  const given = ['--source', 'drand', '--signature', signature];
  const refused = await draw('run', other, '--keys', join(home, 'other.key'), ...given);
  expect(refused.json.code).toBe('BEACON_SIGNATURE');
});

test('a chain whose parameters are not those of its hash is refused at the freeze', async () => {
  at(FROZEN_AT);
  const folder = await sampleFolder(home, 'other-chain');
  const { chainHash, publicKey, scheme } = quicknet;
  const groupHash = 'f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e';
  const chain = { chainHash, publicKey, scheme, groupHash, beaconId: 'quicknet', genesis: 1_692_803_367 };
  addPublicSources(folder, [{ type: 'beacon', id: 'drand', ...chain, period: 30, delay: 3600 }]);
  expect((await freeze(folder, join(home, 'chain.key'))).json.code).toBe('BEACON_CHAIN');
  edit(folder, 'rules.json', (text) => text.replace('"period":30', '"period":3'));
  expect((await freeze(folder, join(home, 'chain.key'))).json.ok).toBe(true);
});

describe('online', () => {
  const answer = (body: object): DrandAnswer => ({ status: 200, body: JSON.stringify(body) });

  /** Runs a draw that fetches from a server which answers so. */
  async function fetched(given: DrandAnswer) {
    const server = await startDrand(() => given);
    try {
      const folder = due();
      const { json, exitCode } = await run(folder, '--fetch', server.url);
      return { folder, json, exitCode, asked: server.asked };
    } finally {
      await server.close();
    }
  }

  test('the round of this draw is asked for, and draws', async () => {
    const { folder, json, asked } = await fetched(answer({ round, randomness, signature }));
    expect(asked).toEqual([`/${quicknet.chainHash}/public/1000`]);
    expect(json).toMatchObject({ ok: true, state: 'drawn', assurance: 'BEACON' });
    expect((await draw('verify', folder)).json.ok).toBe(true);
  });

  const failures: [string, DrandAnswer, string][] = [
    ['404', { status: 404, body: '{}' }, 'BEACON_FETCH'],
    ['a page that is no JSON', { status: 200, body: '<html>' }, 'BEACON_FETCH'],
    ['JSON of another shape', answer({ round, randomness }), 'BEACON_FETCH'],
    ['JSON that is no object', { status: 200, body: 'null' }, 'BEACON_FETCH'],
    ['a signature that is none', answer({ round, signature: 12 }), 'BEACON_FETCH'],
    [
      'the signature of something else',
      answer({ round, signature: `${signature.slice(0, -2)}00` }),
      'BEACON_SIGNATURE',
    ],
  ];
  test.each(failures)(
    '%s: refused by name, with what to do, and nothing is written',
    async (_, given, code) => {
      const { folder, json, exitCode } = await fetched(given);
      expect({ exitCode, code: json.code }).toEqual({ exitCode: 1, code });
      nothingWritten(folder);
      expect((await run(folder, '--signature', signature)).json.state).toBe('drawn');
    },
  );

  test('a server that never answers is given up', async () => {
    const server = await startDrand(() => 'silence');
    const log = readLog(logOf(frozen));
    const [one] = log.draws.values();
    await expect(fetchSignature(one!, 'drand', server.url, 50)).rejects.toMatchObject({
      code: 'BEACON_FETCH',
    });
    await server.close();
    await expect(fetchSignature(one!, 'drand', server.url)).rejects.toMatchObject({ code: 'BEACON_FETCH' });
  });
});
