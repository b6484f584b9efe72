import type { SpecialPoolRow } from '../../shared/table-file/index.js';
import type { Unit } from '../../shared/unit.js';
import { specialPoolMemberTable, specialPoolTable } from '../special-pool/special-pool.tables.js';
import { type BulkRecord, keyOf, type Standing } from './bulk-table.js';
import {
  type Compared,
  changesOf,
  named,
  standingByKey,
  type TableWrite,
  updateOf,
} from './import-comparison.js';
import { changedByHand } from './import-conflict.js';
import type { ImportGround, ImportPlan } from './import-plan.js';
import { type FieldRemark, RemarkCode } from './import-remark.js';

/** A pool as the file's rows tell of it, one after the other. */
interface PoolSeen {
  readonly id: string;
  readonly standing?: Standing;
  /** What the first row that names it said: its later rows belong to the same pool. */
  readonly write?: TableWrite;
  readonly changes: Compared['changes'];
}

function poolRecord(row: SpecialPoolRow, departmentId: string): Record<string, unknown> {
  return {
    department_id: departmentId,
    name: row.poolName,
    tag: row.labels[0],
    required_skills: row.skills.length > 0 ? row.skills : undefined,
    needs_expert: row.needsExpert,
  };
}

function memberRecord(row: SpecialPoolRow, poolId: string): BulkRecord {
  return {
    special_pool_id: poolId,
    real_id: row.id,
    licence_no: row.licenceNo ?? '',
    licence_name: row.licenceName,
    issuer: row.licenceIssuer,
    approved_on: row.approvedOn,
    valid_to_on: row.validToOn,
    // Whom the source lists is in the pool, unless a hand took it out.
    removed_on: null,
  };
}

/** As `takeOpenPool` refuses it. */
const poolClosed: FieldRemark = {
  field: 'poolName',
  code: RemarkCode.SPECIAL_POOL_CLOSED,
  zh: '本部门的这一专项库已关闭。',
  en: 'This special pool of the department is closed.',
  remedy: {
    zh: '关闭的专项库不再变动，名称仍被占用；请删除该行，或另建专项库。',
    en: 'A closed pool changes no more and keeps its name; remove the row, or open another pool.',
  },
};

function isClosed({ standing }: PoolSeen, today: string): boolean {
  return standing?.closed_on != null && String(standing.closed_on) <= today;
}

/** How a file of special pools is imported: a pool is made by the first row that names it, then its members. */
export function planSpecialPools(ground: ImportGround): ImportPlan<'specialPools'> {
  const departmentId = ground.department.id;
  const pools = new Map<string, PoolSeen>();

  function see(unit: Unit, row: SpecialPoolRow, standing: Standing | undefined): PoolSeen {
    const record = poolRecord(row, departmentId);
    if (!standing) {
      const id = unit.newId();
      const whole = { id, required_skills: [], needs_expert: false, ...defined(record) };
      return { id, write: { table: specialPoolTable, deed: 'insert', record: whole }, changes: [] };
    }
    const changes = changesOf(specialPoolTable, record, standing);
    const write = changes.length > 0 ? updateOf(specialPoolTable, standing, changes) : undefined;
    return { id: standing.id, standing, write, changes: named(changes) };
  }

  async function seePools(
    unit: Unit,
    rows: readonly SpecialPoolRow[],
  ): Promise<Map<SpecialPoolRow, PoolSeen>> {
    const firsts = [...new Map(rows.map((row) => [row.poolName, row] as const).reverse()).values()].filter(
      (row) => !pools.has(row.poolName),
    );
    const records = firsts.map((row) => poolRecord(row, departmentId));
    const standing = await standingByKey(unit, specialPoolTable, records);
    const made = new Map<SpecialPoolRow, PoolSeen>();
    for (const row of firsts) {
      const seen = see(unit, row, standing.get(JSON.stringify([departmentId, row.poolName])));
      pools.set(row.poolName, seen);
      made.set(row, seen);
    }
    return made;
  }

  return {
    tableKind: 'specialPools',
    tables: [specialPoolTable, specialPoolMemberTable],
    check: () => ({ faults: [], warnings: [] }),
    compare: async (unit, rows) => {
      const made = await seePools(unit, rows);
      const records = rows.map((row) => memberRecord(row, pools.get(row.poolName)?.id ?? ''));
      const standing = await standingByKey(unit, specialPoolMemberTable, records);
      return rows.map((row, index) => {
        const record = records[index] as BulkRecord;
        const pool = made.get(row);
        const stands = standing.get(keyOf(specialPoolMemberTable, record));
        const known = pools.get(row.poolName);
        const faults = known && isClosed(known, unit.today) ? [poolClosed] : [];
        const poolWrites = pool?.write ? [pool.write] : [];
        if (!stands) {
          const whole = { id: unit.newId(), ...record };
          const write = { table: specialPoolMemberTable, deed: 'insert', record: whole } as const;
          return { isNew: true, writes: [...poolWrites, write], changes: pool?.changes ?? [], faults };
        }
        const changes = changesOf(specialPoolMemberTable, record, stands);
        const writes = changes.length > 0 ? [updateOf(specialPoolMemberTable, stands, changes)] : [];
        const returning = changes.filter(({ field }) => field === 'removed_on');
        return {
          isNew: false,
          writes: [...poolWrites, ...writes],
          changes: [...(pool?.changes ?? []), ...named(changes)],
          conflict: returning.length > 0 ? changedByHand(named(returning)) : undefined,
          faults,
        };
      });
    },
  };
}

function defined(record: BulkRecord): BulkRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
