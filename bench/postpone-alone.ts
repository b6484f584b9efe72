import 'reflect-metadata';
import { approveChange } from '../schema/inspection/change/change.decide.js';
import { requestBulkPostponement } from '../schema/inspection/change/postpone-many.js';
import { dispatchDraw, PostponementReason } from '../schema/inspection/index.js';
import { DrawMode } from '../schema/plan/index.js';
import { Role } from '../schema/shared/roles.js';
import type { Actor } from '../schema/shared/unit.js';
import { type DatabasePlace, migrate, openDatabase } from '../server/platform/database.js';
import { createReader, createStep } from '../server/platform/step.js';
import { benchSources, done } from './bench-sources.js';
import { divisionCodes, enterDraw, enterPools } from './drawn-campaign.js';

/**
 * A typhoon: all visits of a department are postponed by one approval. `node dist/bench/postpone-alone.js PLACE [COUNT]`,
 * PLACE an empty folder or the URL of an empty database. It prints what became of them, and the seconds.
 */
const [place = '', count = '2000'] = process.argv.slice(2);
const units = Number(count);
const at: DatabasePlace = place.startsWith('postgresql:') ? { url: place, poolSize: 3 } : { folder: place };
const database = await openDatabase(at);
await migrate(database);
const sources = benchSources(database);
const step = createStep(sources, { kind: 'system' });

const department = await enterPools(database, step, { targets: units, inspectors: 400 });
const { today } = createReader(sources, { kind: 'system' });
const dayAfter = (days: number) =>
  new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const asker = await step(async (unit) => {
  const draw = { mode: DrawMode.OPEN, count: units, windowToOn: dayAfter(60) };
  await dispatchDraw(unit, await enterDraw(unit, department, draw));
  return unit.newId();
});

const actor = (accountId: string, role: Role): Actor => ({
  ...{ kind: 'account', accountId, departmentId: department.id },
  ...{ roles: [role], scope: [department.id] },
});
const filed = done(
  await createStep(
    sources,
    actor(asker, Role.PLAN_OWNER),
  )((unit) =>
    requestBulkPostponement(unit, {
      ...{ statement: '台风橙色预警', evidence: 'a'.repeat(64), reason: PostponementReason.WEATHER },
      ...{ divisionCodes, fromOn: today, toOn: dayAfter(2), newOn: dayAfter(20) },
    }),
  ),
) as { change: { id: string } };
const head = await step(async (unit) => unit.newId());
const start = performance.now();
const approved = done(
  await createStep(sources, actor(head, Role.APPROVER))((unit) => approveChange(unit, filed.change.id)),
) as { change: { changedCount: number; failedCount: number } };
const seconds = ((performance.now() - start) / 1000).toFixed(1);
const { changedCount, failedCount } = approved.change;
process.stdout.write(`${changedCount} postponed, ${failedCount} not, ${seconds} s\n`);
await database.close();
