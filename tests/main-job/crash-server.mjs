// The server of the crash test: what `fairdraw serve` does, and before it serves, one look at every table that the
// test compares. The look is one statement, so that it shows one moment, and comes before any job runs.
import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import module from 'node:module';

// As bin/fairdraw.mjs does: a third of the time to start, twenty times.
module.enableCompileCache('node_modules/.cache/fairdraw/compiled');
const { createApp } = await import('../../dist/server/app.js');
const { systemChance, systemClock } = await import('../../dist/server/platform/clock.js');
const { readConfig } = await import('../../dist/server/platform/config.js');
const { migrate } = await import('../../dist/server/platform/database.js');
const { createLogger } = await import('../../dist/server/platform/logger.js');
const { createPasswordHasher } = await import('../../dist/server/platform/passwords.js');
const { createStep } = await import('../../dist/server/platform/step.js');
const { openConfigured, openKeyring } = await import('../../dist/server/serve.js');
const { ADDED_BYTES } = await import('../../dist/schema/personal/index.js');
const { forgetLeases } = await import('../../dist/schema/job/index.js');
const { createHouseTimetable } = await import('../../dist/server/timetable.js');

const whole = [
  ...['audit_event', 'campaign', 'draw', 'draw_event', 'drawn_unit', 'import_run', 'job', 'plan'],
  ...['assignment', 'assignment_officer', 'inspection_result', 'result_signature', 'visit', 'deadline'],
  ...['publication', 'channel_receipt', 'public_record', 'witness_key'],
];
const queries = {
  ...Object.fromEntries(whole.map((table) => [table, `select * from ${table}`])),
  account: 'select id, username from account',
  target: 'select address, import_run_id, count(*)::int as count from target group by 1, 2',
  inspector: 'select import_run_id, count(*)::int as count from inspector group by 1',
  certificate: 'select valid_to_on, count(*)::int as count from certificate group by 1',
  item: 'select title, version, count(*)::int as count from item group by 1, 2',
  draw_file: 'select draw_id, name, count(*)::int as parts, max(part) as last from draw_file group by 1, 2',
  upload: `select sha256, size::int, (select coalesce(sum(length(bytes) - ${ADDED_BYTES}), 0)::int from upload_part p
    where p.upload_id = upload.id) as held from upload`,
};
const parts = Object.entries(queries).map(
  ([name, sql]) => `'${name}', (select coalesce(json_agg(r), '[]') from (${sql}) r)`,
);

const config = readConfig(process.env);
const logger = createLogger('error');
const database = await openConfigured(config);
if (database.kind === 'embedded') await migrate(database);
const [row] = await database.em.fork().execute(`select json_build_object(${parts.join(', ')})::text as rows`);
writeFileSync(process.env.CRASH_SNAPSHOT, row.rows);
const app = await createApp({
  ...{ config, database, clock: systemClock, chance: systemChance, logger },
  keys: await openKeyring(config, database),
  // What takes time here is what may be broken off; passwords are not.
  passwords: createPasswordHasher(systemChance, { memory: 64, passes: 1, parallelism: 1 }),
  background: (sources) => [createHouseTimetable(sources, logger, { everySeconds: 1 })],
});
// On the embedded database claims are a dead process’s own; on PostgreSQL they hold for a minute.
if (database.kind === 'embedded') await createStep(app.sources, { kind: 'system' })(forgetLeases);
const address = await app.listen();
process.stdout.write(`${JSON.stringify({ address })}\n`);
process.on('SIGTERM', () => app.close().then(() => process.exit(0)));
