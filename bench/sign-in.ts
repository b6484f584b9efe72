import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAccount } from '../schema/account/index.js';
import { isRefusal } from '../schema/shared/refusal.js';
import { Role } from '../schema/shared/roles.js';
import { systemChance } from '../server/platform/clock.js';
import { migrate, openDatabase } from '../server/platform/database.js';
import { createPasswordHasher } from '../server/platform/passwords.js';
import { createStep } from '../server/platform/step.js';
import { benchSources } from './bench-sources.js';
import { type Benchmark, type Measurement, median, takeMs } from './benchmark.js';
import { withPostgresql } from './postgresql.js';
import { peakMbOf, type Started, startProgram } from './process.js';

const accountCount = 50;
/** `BENCH_ROUNDS=1` where there is little time. */
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const password = 'Turnip-lantern-7421';
/** How often the portal is asked, whether or not it has answered: a slow answer does not excuse the next. */
const everyMs = 50;
/** As many connections as ask at once; what waits for one is counted from when it should have asked. */
const connections = 16;
const leastMs = 100;
const mostMs = 200;
const peerName = 'the same query while nobody signs in';

const portalQuery = '{ draws { edges { node { commitment } } } records { edges { node { id } } } }';
const signIn =
  'mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on SignedIn { expiresAt } } }';

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
}

const nameOf = (n: number) => `person-${n}`;

/** An installation with accounts whose passwords cost what they cost. */
async function addAccounts(place: { readonly url: string } | { readonly folder: string }): Promise<void> {
  const database = await openDatabase(place);
  await migrate(database);
  const step = createStep(benchSources(database), { kind: 'command', username: 'bench' });
  const passwords = createPasswordHasher(systemChance);
  const add = async (username: string) => {
    const draft = { username, displayName: username, password, roles: [Role.AUDITOR] };
    const account = await createAccount({ step, passwords }, draft);
    if (isRefusal(account)) throw new Error(account.messageEn);
  };
  await Promise.all(Array.from({ length: accountCount }, (_, n) => add(nameOf(n))));
  await database.close();
}

async function post(url: string, body: object): Promise<{ data?: Record<string, { __typename: string }> }> {
  const headers = { 'content-type': 'application/json' };
  return (await (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).json()) as object;
}

async function signInOnce(address: string, n: number): Promise<void> {
  const variables = { input: { username: nameOf(n), password } };
  const { data } = await post(`${address}/graphql`, { query: signIn, variables });
  if (data?.signIn?.__typename !== 'SignedIn') throw new Error(`not signed in: ${JSON.stringify(data)}`);
}

/** Asks the portal at a steady pace until something is done. @returns milliseconds of each answer */
async function askPortalDuring(address: string, work: Promise<unknown>): Promise<number[]> {
  let isDone = false;
  const ended = work.finally(() => {
    isDone = true;
  });
  ended.catch(() => {});
  const asked: Promise<number>[] = [];
  while (!isDone) {
    const free = asked.at(-connections);
    const ask = async () => {
      await free;
      await post(`${address}/portal/graphql`, { query: portalQuery });
    };
    const one = takeMs(ask);
    // Told once all are in: the server must be stopped before.
    one.catch(() => {});
    asked.push(one);
    await sleep(everyMs);
  }
  await ended;
  return Promise.all(asked);
}

interface Figures {
  readonly alone: number[];
  readonly quiet: number[];
  readonly busy: number[];
  readonly all: number[];
}

async function measureServer(address: string): Promise<Figures> {
  const [alone, quiet, busy, all]: number[][] = [[], [], [], []];
  await askPortalDuring(address, sleep(1_000));
  for (let n = 0; n < 10; n += 1) alone?.push(await takeMs(() => signInOnce(address, n)));
  for (let round = 0; round < rounds; round += 1) {
    quiet?.push(...(await askPortalDuring(address, sleep(4_000))));
    const everybody = Array.from({ length: accountCount }, (_, n) => n);
    const signingIn = takeMs(() => Promise.all(everybody.map((n) => signInOnce(address, n))));
    busy?.push(...(await askPortalDuring(address, signingIn)));
    all?.push(await signingIn);
  }
  return { alone, quiet, busy, all } as Figures;
}

async function addressOf(server: Started): Promise<string> {
  for (;;) {
    const found = /"address":"([^"]+)"/.exec(server.err())?.[1];
    if (found) return found;
    if (server.child.exitCode !== null) throw new Error(`the server ended: ${server.err()}`);
    await sleep(20);
  }
}

async function measureIn(
  place: { readonly url: string } | { readonly folder: string },
  folder: string,
  where: string,
): Promise<Measurement[]> {
  await addAccounts(place);
  const database = 'url' in place ? { DATABASE_URL: place.url } : {};
  const settings = { FAIRDRAW_DATA_DIR: folder, FAIRDRAW_SECOND_FACTOR_ROLES: 'none', ...database };
  const server = startProgram('bin/fairdraw.mjs', ['serve'], settings);
  try {
    const { alone, quiet, busy, all } = await measureServer(await addressOf(server));
    const peers = [{ name: peerName, value: percentile(quiet, 0.95) }];
    const common = { unit: 'ms', peakMb: peakMbOf(server) } as const;
    return [
      {
        ...{ ...common, what: `one sign-in alone, ${where}`, ours: median(alone), runs: alone.length },
        ...{ goal: leastMs, isLeast: true, peers: [] },
      },
      {
        ...{ ...common, ours: percentile(busy, 0.95), runs: 1, goal: mostMs, peers },
        what: `a portal query during ${accountCount} sign-ins at once, 95th percentile of ${busy.length}, ${where}`,
      },
      {
        ...{ ...common, ours: median(all), runs: rounds, peers: [] },
        what: `until all ${accountCount} are signed in, ${where}`,
      },
    ];
  } finally {
    server.child.kill('SIGTERM');
    await server.ended;
  }
}

async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fairdraw-bench-'));
  try {
    const embedded = join(folder, 'embedded');
    const figures = await measureIn({ folder: embedded }, embedded, 'embedded database');
    const onPostgresql = await withPostgresql('PostgreSQL', async ({ url }) => {
      figures.push(...(await measureIn({ url }, join(folder, 'postgresql'), 'PostgreSQL')));
      return 0;
    });
    if ('skipped' in onPostgresql) process.stderr.write(`${onPostgresql.skipped}\n`);
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const signIns: Benchmark = {
  name: 'sign-in',
  description: 'one sign-in, and what many at once cost everybody else, over HTTP on a server of its own',
  peers: [peerName],
  run: measure,
};
