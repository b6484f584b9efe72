import { expressionIndexes } from '../../migrations/0004-search.js';
import { portalIndexes } from '../../migrations/0024-portal.js';
import { AuditEvent, recordEvent } from '../../schema/audit/index.js';
import { Refusal } from '../../schema/shared/refusal.js';
import { pendingMigrations } from '../../server/platform/database.js';
import { openTestHouse, type TestHouse } from '../support/steps.js';

class NotToday extends Refusal {}

describe('database', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openTestHouse();
  });
  afterAll(() => house.close());

  it('is migrated', async () => {
    expect(await pendingMigrations(house.database)).toEqual([]);
  });

  it('has the tables that the entities describe (otherwise: npm run migration:initial)', async () => {
    const changes = await house.database.orm.schema.getUpdateSchemaSQL({ wrap: false });
    const guards =
      /^(drop (trigger|function|view) if exists|drop policy|alter table "\w+" disable row level)/;
    const byHand = new Set(
      Object.keys({ ...expressionIndexes, ...portalIndexes }).map((name) => `drop index "${name}"`),
    );
    const missing = changes
      .split(';\n')
      .map((line) => line.trim())
      .filter((line) => line && !guards.test(line) && !byHand.has(line));
    expect(missing).toEqual([]);
  });

  it('keeps what a step wrote, and its audit event cannot be changed or removed', async () => {
    await house.stepAs()(async (unit) => {
      await recordEvent(unit, 'department.created', { kind: 'department', id: 'x' });
    });
    const { em } = house.readAs();
    expect(await em.count(AuditEvent)).toBe(1);
    for (const statement of [
      "update audit_event set kind = 'other'",
      'delete from audit_event',
      'truncate audit_event',
    ]) {
      await expect(em.execute(statement)).rejects.toThrow(/permission denied/);
    }
  });

  it('rolls back a step whose value is a refusal', async () => {
    const value = await house.stepAs()(async (unit) => {
      await recordEvent(unit, 'department.created', { kind: 'department', id: 'y' });
      return new NotToday('今天不行', 'not today');
    });
    expect(value).toBeInstanceOf(NotToday);
    expect(await house.readAs().em.count(AuditEvent, { subjectId: 'y' })).toBe(0);
  });
});
