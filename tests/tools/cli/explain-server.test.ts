import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PASSWORD } from '../../support/server.js';
import { fairdraw, temporaryFolder } from './command.js';
import { draw } from './draw-folder.js';
import { type DrawServer, startDrawServer } from './draw-server.js';

const home = temporaryFolder();
let server: DrawServer;
let address: string;
beforeAll(async () => {
  server = await startDrawServer();
  const frozen = await server.freeze([]);
  expect(await server.revealOperator(frozen)).toBe('DRAWN');
  address = `${server.address}/portal/draws/${frozen.commitment}`;
});
afterAll(() => server.close());

const auditor = ['--user', 'auditor', '--password-stdin', '--restricted'];

test('at the address of a draw anybody is told why, without names of officers', async () => {
  const saved = join(home, 'public');
  await draw('fetch', address, saved);
  const { json: known } = await draw('explain', 'officer/0', saved);
  const { json } = await draw('explain', 'officer/0', address);
  expect(json).toEqual(known);
  expect(json).toMatchObject({ ok: true, level: 'public' });
  expect(json.id).toBeUndefined();
});

test('a unit is explained alike at the public and the restricted level; its proof needs the restricted one', async () => {
  const saved = join(home, 'again');
  await draw('fetch', address, saved);
  const [line] = readFileSync(join(saved, 'selected.jsonl'), 'utf8').split('\n');
  const { stratum, index, record } = JSON.parse(line!);
  const seen = await draw('explain', record.id, address);
  expect(seen.json).toMatchObject({ ok: true, level: 'public', stratum, index, status: 'selected' });
  const place = `${stratum}/${index}`;
  const full = await fairdraw(['draw', 'explain', place, address, '--json', ...auditor], `${PASSWORD}\n`);
  expect(full.json).toMatchObject({ level: 'restricted', ticket: seen.json.ticket, rank: seen.json.rank });
  expect(full.json.lead.index).toBe(seen.json.lead.index);
  expect(seen.json.lead.id).toBeUndefined();

  expect((await draw('prove', record.id, address)).json.code).toBe('NEEDS_RESTRICTED');
  expect((await draw('prove', record.id, address, '--slip')).json.code).toBe('NEEDS_RESTRICTED');
  const slip = join(home, 'slip.json');
  const words = ['draw', 'prove', place, address, '--slip', '--out', slip, ...auditor];
  expect((await fairdraw(words, `${PASSWORD}\n`)).exitCode).toBe(0);
  expect((await draw('slip', slip, address)).json).toMatchObject({ ok: true, id: record.id });
});

test('an address of no draw, and one that nobody answers, are refused by name', async () => {
  expect((await draw('explain', 'officer/0', `${server.address}/portal`)).json.code).toBe('BAD_ADDRESS');
  const closed = `http://127.0.0.1:1/portal/draws/${'a'.repeat(64)}`;
  expect((await draw('explain', 'officer/0', closed)).json).toMatchObject({ ok: false });
});
