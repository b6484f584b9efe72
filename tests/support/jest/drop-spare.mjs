import pg from 'pg';

/** Drops the databases that this run kept for its next test. */
export default async () => {
  const { FAIRDRAW_TEST_DATABASE_URL: url, FAIRDRAW_TEST_RUN: run } = process.env;
  if (!url) return;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const prefix = `fairdraw_test_${run}`;
    const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [
      prefix,
    ]);
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
  } finally {
    await client.end();
  }
};
