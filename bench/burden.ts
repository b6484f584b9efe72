import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { burdenOf } from '../schema/registry/index.js';
import type { Reader } from '../schema/shared/unit.js';
import { type DatabasePlace, migrate, openDatabase } from '../server/platform/database.js';
import { createReader } from '../server/platform/step.js';
import { benchSources } from './bench-sources.js';
import { type Benchmark, type Measurement, median, takeMs } from './benchmark.js';
import { withPostgresql } from './postgresql.js';

const asked = 50_000;
const visits = 500_000;
const runs = 5;
const peerNames = [
  'the same counts of these ids alone, without what became of anybody',
  'PostgreSQL',
] as const;

/** Half a million visits of one year by four departments to 250,000 entities, of which 20,000 became others. */
const ground = [
  `insert into division (code, name) values ('440800', '-')`,
  `insert into department (id, code, name, credit_code, kind, level, division_code, created_at)
   select gen_random_uuid(), level, level, level, 'AUTHORITY', level, '440800', now()
     from unnest(array['PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP']) level`,
  `insert into visit (id, department_id, target_real_id, entity_real_id, inspector_real_ids, visited_on, finding,
                      result_code, campaign_id, assignment_id, created_at)
   select gen_random_uuid(), (select array_agg(id) from department)[1 + n % 4], 'regno:' || n % 250000,
          'regno:' || n % 250000, '{}', date '2026-01-01' + n % 365, 'NONE', '-', gen_random_uuid(), gen_random_uuid(), now()
     from generate_series(1, ${visits}) n`,
  `insert into target_alias (id, department_id, kind, from_real_ids, to_real_ids, effective_on, reason, before, made_at)
   select gen_random_uuid(), (select id from department limit 1), 'CONVERSION', array['regno:' || n],
          array['regno:' || n + 100000], '2026-01-01', '-', '[]', now()
     from generate_series(1, 20000) n`,
  'analyze',
];

const ids = Array.from({ length: asked }, (_, n) => `regno:${n * 5}`);

async function measureOn(place: DatabasePlace): Promise<{ ours: number; plain: number }> {
  const database = await openDatabase(place);
  try {
    await migrate(database);
    for (const statement of ground) await database.em.execute(statement);
    const sources = benchSources(database);
    const reader: Reader = createReader(sources, { kind: 'system' });
    const ours: number[] = [];
    const plain: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      ours.push(await takeMs(() => burdenOf(reader, ids, 2026)));
      plain.push(await takeMs(() => reader.em.execute(plainCount, [JSON.stringify(ids)])));
    }
    return { ours: median(ours), plain: median(plain) };
  } finally {
    await database.close();
  }
}

const plainCount = `select entity_real_id, level, count(*)::int
  from jsonb_array_elements_text(?::jsonb) asked (real_id)
  join visit on entity_real_id = asked.real_id join department on department.id = department_id
 where visited_on between '2026-01-01' and '2026-12-31' group by 1, 2`;

async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fairdraw-bench-'));
  try {
    const { ours, plain } = await measureOn({ folder });
    const what = '50,000 entities, 500,000 visits, 20,000 conversions, embedded database';
    const onPostgresql = await withPostgresql(
      peerNames[1],
      async ({ url }) => (await measureOn({ url })).ours,
    );
    const peers = [{ name: peerNames[0], value: plain }, onPostgresql];
    return [{ what, unit: 'ms', ours, runs, peers }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const burden: Benchmark = {
  name: 'burden',
  description: 'visits of a year by level for many entities at once, with all that became them',
  peers: peerNames,
  run: measure,
};
