import 'reflect-metadata';
import { createDepartment, findDepartmentByCode } from '../schema/department/index.js';
import {
  beginExport,
  ExportRegister,
  exportBytes,
  finishExport,
  searchDuplicates,
} from '../schema/registry/index.js';
import type { SheetFormat } from '../schema/shared/sheet-file/index.js';
import { migrate, openDatabase } from '../server/platform/database.js';
import { createReader, createStep } from '../server/platform/step.js';
import { benchSources, done } from './bench-sources.js';
import { peakMb, takeMs } from './benchmark.js';

/**
 * `node export-alone.js fill|csv|xlsx|jsonl|duplicates PLACE COUNT`: one job on one database in a process of its own. Prints
 * what `bench/export.ts` reads. The bytes are counted and thrown away.
 */
const [job = '', place = '', count = ''] = process.argv.slice(2);
const database = await openDatabase(place.includes('://') ? { url: place, poolSize: 3 } : { folder: place });
const sources = benchSources(database);
const actor = { kind: 'command', username: 'bench' } as const;
const step = createStep(sources, actor);

const areas = ['赤坎', '霞山', '麻章', '坡头', '遂溪'];
const trades = ['餐饮', '食品', '药品', '五金', '服装', '文具', '电器', '水产'];

/** Invented targets; about one in a hundred is there twice, under another number. */
async function fill(): Promise<void> {
  await migrate(database);
  const division = { code: '440800', name: '湛江市' };
  const department = done(
    await step((unit) =>
      createDepartment(unit, {
        code: 'bench',
        name: '湛江市虚构局',
        creditCode: '11370323MB2859070U',
        division,
      }),
    ),
  );
  const pick = (list: readonly string[], by: string) =>
    `(array[${list.map((one) => `'${one}'`).join(',')}])[1 + ${by} % ${list.length}]`;
  const batch = 20_000;
  for (let from = 0; from < Number(count); from += batch) {
    await step((unit) =>
      unit.em.execute(
        `insert into target (id, department_id, real_id, name, kind, subject, identifiers, former_names, division_code,
             district, trade, trade_codes, risk_class, weight, status, address, longitude, latitude, datum, required_skills,
             tags, created_at, updated_at)
           select gen_random_uuid(), ?, 'licence:B' || lpad(n::text, 8, '0'),
             '湛江市' || ${pick(areas, 'who')} || substr(md5(who::text), 1, 5) || ${pick(trades, 'who')} || '店',
             'ENTITY', 'OTHER_ORGANISATION', '{}', '{}', '440800', '440800', ${pick(trades, 'n')}, '{F5213}',
             ${pick(['A', 'B', 'C', 'D'], 'n')}, 1, 'ACTIVE', '湛江市' || ${pick(areas, 'who')} || '区' || who / 40 || '路' || who % 40 || '号',
             110 + (who % 9000) / 9000.0, 21 + (who / 9000) / 100.0, 'GCJ02', '{}', '{食品}', ?::timestamptz, ?::timestamptz
             from (select n, case when n % 100 = 99 then n - 1 else n end as who from generate_series(?::int, ?::int) n) one`,
        [department.id, unit.now, unit.now, from, Math.min(from + batch, Number(count)) - 1],
      ),
    );
  }
  await database.em.fork().execute('analyze target');
}

async function exportAll(format: SheetFormat): Promise<void> {
  const begun = done(
    await step((unit) =>
      beginExport(unit, {
        register: ExportRegister.TARGETS,
        departmentCode: 'bench',
        filter: {},
        format,
        encoding: 'utf-8',
        withKeys: true,
      }),
    ),
  );
  const bytes = exportBytes(createReader(sources, actor), begun, (outcome) =>
    step((unit) => finishExport(unit, begun.record.id, outcome)),
  );
  for await (const _ of bytes);
}

async function search(): Promise<void> {
  const department = await findDepartmentByCode(createReader(sources, actor), 'bench');
  await step((unit) => searchDuplicates(unit, department?.id ?? ''));
}

const work = job === 'fill' ? fill : job === 'duplicates' ? search : () => exportAll(job as SheetFormat);
const ms = Math.round(await takeMs(work));
await database.close();
process.stdout.write(`${JSON.stringify({ job, ms, peakMb: peakMb() })}\n`);
