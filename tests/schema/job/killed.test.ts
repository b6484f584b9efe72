import { killWhileWorking } from '../../../bench/killed-jobs.js';
import { openTestDatabase } from '../../support/database.js';
import { addressOf, postgresUrl } from '../../support/postgresql.js';

/** A migrated database of its own on the server. */
async function makePlace(): Promise<{ place: string; remove(): Promise<void> }> {
  const database = await openTestDatabase();
  const [row] = await database.em.fork().execute<[{ name: string }]>('select current_database() as name');
  return { place: addressOf(postgresUrl ?? '', row.name), remove: () => database.close() };
}

// One process with the embedded database is killed by `npm run bench -- jobs`: its starts take too long for here.
const on = postgresUrl ? test : test.skip;

on('workers die at any moment, and every job is done once and none before its time', async () => {
  const { place, remove } = await makePlace();
  try {
    // `npm run bench -- jobs` does the same with 800 jobs and 9 kills.
    const plan = { jobs: 150, workers: 3, kills: 4 };
    const { seconds: _, ...figures } = await killWhileWorking({ place, seed: 'fairdraw', ...plan });
    expect(figures).toEqual({ done: plan.jobs, twice: 0, early: 0, torn: 0, kills: plan.kills });
  } finally {
    await remove();
  }
});
