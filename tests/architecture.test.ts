import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeArrow } from './architecture/arrows.js';
import { listArrows, listSourceFiles } from './architecture/source-files.js';
import { judgeWords } from './architecture/words.js';

describe('architecture', () => {
  const files = listSourceFiles();

  it('has sources to look at', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap(listArrows).length).toBeGreaterThan(200);
  });

  it('has only arrows that docs/architecture.md allows', () => {
    const faults = files
      .flatMap(listArrows)
      .map((arrow) => ({ arrow, why: judgeArrow(arrow) }))
      .filter(({ why }) => why)
      .map(({ arrow, why }) => `${arrow.from} -> ${arrow.to}: ${why}`);
    expect(faults).toEqual([]);
  });

  it('has no hidden clock, chance or transaction, no default export, no empty name', () => {
    expect(files.flatMap(judgeWords)).toEqual([]);
  });
});

describe('the tests', () => {
  // .ci/run asks jest which tests depend on that file, and runs no others a second time.
  it('know of PostgreSQL by tests/support/postgresql.ts alone', () => {
    const variable = 'FAIRDRAW_TEST_DATABASE_URL';
    const knowing = globSync('tests/**/*.ts').filter((file) =>
      readFileSync(file, 'utf8').includes(`process.env.${variable}`),
    );
    expect(knowing).toEqual([join('tests', 'support', 'postgresql.ts')]);
  });
});

describe('the architecture test itself', () => {
  it.each([
    ['schema/draw/draw.service.ts', 'schema/plan/index.ts'],
    ['schema/draw/draw.service.ts', 'schema/draw/draw.entity.ts'],
    ['schema/draw/draw.service.ts', 'scheduler/draw/index.ts'],
    ['schema/portal/record.resolver.ts', 'schema/publication/public.ts'],
    ['schema/portal/record.resolver.ts', 'schema/shared/page.ts'],
    ['server/http/context.ts', 'schema/account/index.ts'],
    ['server/platform/database.ts', 'migrations/index.ts'],
    ['tools/cli/user.ts', 'server/serve.ts'],
    ['web/verify.ts', 'scheduler/draw/verify.ts'],
  ])('allows %s -> %s', (from, to) => {
    expect(judgeArrow({ from, to })).toBeUndefined();
  });

  it.each([
    ['scheduler/draw/run.ts', 'schema/draw/index.ts'],
    ['scheduler/draw/run.ts', 'scheduler/calendar/index.ts'],
    ['scheduler/draw/run.ts', 'node:crypto'],
    ['scheduler/draw/run.ts', 'seedrandom'],
    ['scheduler/calendar/count.ts', 'luxon'],
    ['scheduler/timetable/pass.ts', 'node-schedule'],
    ['schema/plan/plan.service.ts', 'server/platform/step.ts'],
    ['schema/plan/plan.service.ts', 'schema/draw/index.ts'],
    ['schema/draw/draw.service.ts', 'schema/plan/plan.entity.ts'],
    ['schema/draw/draw.service.ts', 'scheduler/draw/run.ts'],
    ['schema/draw/draw.service.ts', 'fastify'],
    ['schema/draw/draw.service.ts', 'node:fs'],
    ['schema/draw/draw.service.ts', 'schema/portal/index.ts'],
    ['schema/gadget/gadget.service.ts', 'schema/plan/index.ts'],
    ['schema/portal/record.resolver.ts', 'schema/publication/index.ts'],
    ['schema/portal/record.resolver.ts', 'schema/console/index.ts'],
    ['schema/shared/page.ts', 'schema/console/index.ts'],
    ['migrations/0001-initial.ts', 'schema/plan/index.ts'],
    ['server/http/context.ts', 'tools/cli/house.ts'],
    ['server/http/context.ts', 'tests/support/clock.ts'],
    ['web/page.ts', 'schema/plan/index.ts'],
    ['web/page.ts', 'scheduler/calendar/index.ts'],
  ])('refuses %s -> %s', (from, to) => {
    expect(judgeArrow({ from, to })).toBeDefined();
  });

  it.each([
    ['schema/plan/plan.service.ts', 'const now = Date.now();'],
    ['schema/plan/plan.service.ts', 'const now = new Date();'],
    ['scheduler/draw/run.ts', 'Math.random()'],
    ['server/http/context.ts', 'randomBytes(8)'],
    ['schema/plan/plan.service.ts', 'await unit.em.flush();'],
    ['tools/cli/import.ts', 'await em.transactional(async () => {});'],
    ['schema/plan/plan.service.ts', 'export default class {}'],
    ['schema/shared/money.ts', '@ObjectType() class Money {}'],
    ['schema/plan/plan.entity.ts', 'department: p.manyToOne(() => Department)'],
    ['schema/plan/plan.service.ts', 'em.find(Plan, {}, { filters: false })'],
    ['schema/plan/plan.service.ts', 'reader.em.fork()'],
    ['scheduler/draw/run.ts', 'Buffer.from(x)'],
    ['server/utils/strings.ts', ''],
    ['schema/plan/plan-helpers.ts', ''],
    ['schema/plan/v2/plan.service.ts', ''],
    ['schema/plan/PlanService.ts', ''],
  ])('refuses in %s: %s', (path, text) => {
    expect(judgeWords({ path, text })).not.toEqual([]);
  });

  it('sees every kind of import, and no comment', () => {
    const text = [
      "import { a } from '../plan/index.js';",
      "import type { B } from './b.js';",
      "import '../draw/c.js';",
      "export * from './d.js';",
      "import {\n  e,\n} from 'node:fs';",
      "const f = await import('./f.js');",
    ].join('\n');
    expect(listArrows({ path: 'schema/draw/x.ts', text }).map(({ to }) => to)).toEqual([
      'schema/plan/index.ts',
      'schema/draw/b.ts',
      'schema/draw/c.ts',
      'schema/draw/d.ts',
      'node:fs',
      'schema/draw/f.ts',
    ]);
    expect(judgeWords({ path: 'schema/plan/x.ts', text: '// never Date.now()' })).toEqual([]);
  });
});
