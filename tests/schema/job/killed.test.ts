import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { killWhileWorking } from '../../../bench/killed-jobs.js';
import { addressOf, postgresUrl } from '../../support/postgresql.js';

/** A database of its own on the server, or a folder. */
async function makePlace(): Promise<{ place: string; remove(): Promise<void> }> {
  if (!postgresUrl) {
    const folder = mkdtempSync(join(tmpdir(), 'fairdraw-test-'));
    return {
      place: join(folder, 'data'),
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  const name = `fairdraw_test_jobs_${randomBytes(4).toString('hex')}`;
  const admin = new pg.Client({ connectionString: postgresUrl });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const remove = async () => {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  };
  return { place: addressOf(postgresUrl, name), remove };
}

test('workers die at any moment, and every job is done once and none before its time', async () => {
  const { place, remove } = await makePlace();
  try {
    // `npm run bench -- jobs` does the same with 800 jobs and 9 kills.
    const plan = postgresUrl ? { jobs: 200, workers: 3, kills: 5 } : { jobs: 120, workers: 1, kills: 3 };
    const { seconds: _, ...figures } = await killWhileWorking({ place, seed: 'fairdraw', ...plan });
    expect(figures).toEqual({ done: plan.jobs, twice: 0, early: 0, torn: 0, kills: plan.kills });
  } finally {
    await remove();
  }
});
