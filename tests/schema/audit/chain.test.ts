import { randomBytes } from 'node:crypto';
import { AuditEvent, recordEvent, verifyDatabase } from '../../../schema/audit/index.js';
import { Refusal } from '../../../schema/shared/refusal.js';
import { openDatabase } from '../../../server/platform/database.js';
import { createStep } from '../../../server/platform/step.js';
import { postgresUrl } from '../../support/postgresql.js';
import { openTestHouse, type TestHouse } from '../../support/steps.js';
import { houseWithEvents, seal } from './audit-house.js';

class NotToday extends Refusal {}

describe('a step', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openTestHouse();
  });
  afterAll(() => house.close());

  const record = (id: string) =>
    house.stepAs()((unit) => recordEvent(unit, 'plan.created', { kind: 'plan', id }));

  test('writes its events in their order, at its one instant, and none where it is refused or fails', async () => {
    await record('a');
    const refused = house.stepAs()(async (unit) => {
      await recordEvent(unit, 'plan.created', { kind: 'plan', id: 'refused' });
      return new NotToday('今天不行', 'not today');
    });
    expect(await refused).toBeInstanceOf(NotToday);
    const failed = house.stepAs()(async (unit) => {
      await recordEvent(unit, 'plan.created', { kind: 'plan', id: 'failed' });
      throw new Error('the power went out');
    });
    await expect(failed).rejects.toThrow('the power went out');
    await house.stepAs()(async (unit) => {
      for (const id of ['b', 'c', 'd']) await recordEvent(unit, 'plan.created', { kind: 'plan', id });
    });
    const events = await house.readAs().em.find(AuditEvent, {}, { orderBy: { seq: 'asc' } });
    expect(events.map(({ seq, subjectId }) => `${seq} ${subjectId}`)).toEqual(['1 a', '2 b', '3 c', '4 d']);
  });

  test('records within `beyond` belong to the step', async () => {
    await house.stepAs()((unit) =>
      unit.beyond('audit', (wide) => recordEvent(wide, 'plan.created', { kind: 'plan', id: 'beyond' })),
    );
    expect(await house.readAs().em.count(AuditEvent, { subjectId: 'beyond' })).toBe(1);
  });

  test('whatever the data hold, the record stands: null is absent, fractions are text', async () => {
    const data = {
      none: null,
      absent: undefined,
      share: 0.25,
      at: new Date(0),
      list: [1, null, { deep: null }],
      big: 2 ** 60,
    };
    await house.stepAs()((unit) => recordEvent(unit, 'plan.created', { kind: 'plan', id: 'data' }, data));
    const event = await house.readAs().em.findOneOrFail(AuditEvent, { subjectId: 'data' });
    expect(event.data).toEqual({
      share: '0.25',
      at: '1970-01-01T00:00:00.000Z',
      list: [1, {}],
      big: String(2 ** 60),
    });
    expect(await verifyDatabase(house.readAsOwner())).toMatchObject({ ok: true });
  });

  test('the place is the database’s to give: whatever is inserted, it follows the last', async () => {
    const sql = `insert into audit_event (id, at, kind, actor_kind, actor_name, subject_kind, subject_id, data, seq, leaf_hash, chain_hash)
      values (gen_random_uuid(), now(), 'x', 'x', 'x', 'x', 'x', '{}', 1, ?, '')`;
    await expect(house.readAs().em.execute(sql, ['not a hash'])).rejects.toThrow(
      'a leaf hash is 64 hex digits',
    );
    const last = await house.readAs().em.count(AuditEvent);
    await house.readAs().em.execute(sql, ['a'.repeat(64)]);
    const [event] = await house.readAs().em.find(AuditEvent, { kind: 'x' });
    expect(event?.seq).toBe(last + 1);
    // And it is found that this leaf is not that of its event.
    expect((await verifyDatabase(house.readAsOwner())).difference).toMatchObject({
      code: 'CONTENT',
      seq: last + 1,
    });
  });
});

test('sixteen writers at once make one chain without a gap', async () => {
  const house = await openTestHouse();
  const [row] = await house.readAs().em.execute<{ name: string }[]>('select current_database() as name');
  const address = postgresUrl && Object.assign(new URL(postgresUrl), { pathname: row?.name }).href;
  // The embedded database has one connection: its writers take turns.
  const database = address ? await openDatabase({ url: address, poolSize: 16 }) : house.database;
  const sources = { ...house.sources, database };
  const write = async (writer: number) => {
    for (let n = 0; n < 10; n++) {
      await createStep(sources, { kind: 'system' })(async (unit) => {
        for (let i = 0; i <= n % 3; i++) {
          await recordEvent(unit, 'plan.created', { kind: 'plan', id: `${writer} ${n} ${i}` });
        }
        if (n % 5 === 4) return new NotToday('今天不行', 'not today');
        return undefined;
      });
    }
  };
  await Promise.all(Array.from({ length: 16 }, (_, writer) => write(writer)));
  if (database !== house.database) await database.close();
  const verdict = await verifyDatabase(house.readAsOwner());
  // Of ten steps two are refused; they would have recorded 2 and 1 events of 19.
  expect(verdict).toMatchObject({ ok: true, size: 16 * 16 });
  await house.close();
}, 60_000);

describe('a role of the program’s own', () => {
  const role = `fairdraw_test_${randomBytes(4).toString('hex')}`;
  let house: TestHouse;
  beforeAll(async () => {
    house = await houseWithEvents(3);
    await seal(house);
    const { em } = house.readAsOwner();
    await em.execute(`create role ${role} nosuperuser nologin`);
    // As migration 0010 gives them to fairdraw_app.
    await em.execute(`grant select, insert on audit_event, audit_checkpoint, audit_node to ${role}`);
    await em.execute(`grant select on audit_archived_leaf to ${role}`);
  });
  afterAll(async () => {
    const { em } = house.readAsOwner();
    await em.execute(`drop owned by ${role}`);
    await em.execute(`drop role ${role}`);
    await house.close();
  });

  async function asProgram(sql: string): Promise<unknown[]> {
    const { em } = house.readAsOwner();
    await em.begin();
    try {
      await em.execute(`set local role ${role}`);
      return await em.execute(sql);
    } finally {
      await em.rollback();
    }
  }

  const insert = `insert into audit_event select gen_random_uuid(), at, kind, actor_kind, actor_name, account_id, department_id,
    subject_kind, subject_id, data, 0, leaf_hash, '' from audit_event where seq = 1 returning seq`;

  test('reads and adds events, and the chain goes on', async () => {
    expect(await asProgram('select seq from audit_event')).toHaveLength(4);
    expect(await asProgram(insert)).toEqual([{ seq: expect.anything() }]);
    expect(await asProgram('select size from audit_checkpoint')).toHaveLength(1);
  });

  test.each([
    "update audit_event set kind = 'x'",
    'delete from audit_event',
    'truncate audit_event',
    'alter table audit_event disable trigger all',
    'drop trigger audit_event_finds_its_place on audit_event',
    'drop table audit_event cascade',
    'select * from audit_head',
    'update audit_head set size = 0',
    'insert into audit_head values (2, 0, repeat(chr(48), 64))',
    "update audit_checkpoint set note = 'x'",
    'delete from audit_checkpoint',
    'truncate audit_checkpoint',
    'delete from audit_node',
    'insert into audit_archived_leaf select seq, leaf_hash, chain_hash from audit_event',
    'delete from audit_archived_leaf',
    'select archive_audit_events(3, 184)',
    'create or replace function chain_audit_event() returns trigger language plpgsql as $$ begin return new; end $$',
    "set session_replication_role = 'replica'",
  ])('may not: %s', async (sql) => {
    await expect(asProgram(sql)).rejects.toThrow(/permission denied|must be owner/);
  });
});
