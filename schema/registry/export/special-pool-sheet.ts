import type { IdScheme } from '../../shared/identifiers/index.js';
import { type SpecialPoolRow, specialPoolCells } from '../../shared/table-file/index.js';
import type { Reader } from '../../shared/unit.js';
import { rowsAsOf } from '../history/rows-as-of.js';
import { SpecialPool, SpecialPoolMember } from '../special-pool/special-pool.entity.js';
import type { RegisterRow, RegisterRows, RegisterView } from './register-rows.js';

const PAGE_ROWS = 2_000;

/** A membership as the import would read it. */
function rowOf(member: SpecialPoolMember, pool: SpecialPool): SpecialPoolRow {
  const at = member.realId.indexOf(':');
  return {
    id: member.realId,
    idScheme: member.realId.slice(0, at) as IdScheme,
    idValue: member.realId.slice(at + 1),
    poolName: pool.name,
    labels: pool.tag ? [pool.tag] : [],
    licenceName: member.licenceName ?? undefined,
    licenceNo: member.licenceNo || undefined,
    licenceIssuer: member.issuer ?? undefined,
    approvedOn: member.approvedOn ?? undefined,
    validToOn: member.validToOn ?? undefined,
    skills: pool.requiredSkills,
    needsExpert: pool.needsExpert,
  };
}

function sheetRow(member: SpecialPoolMember, pool: SpecialPool): RegisterRow {
  const key = JSON.stringify([member.realId, pool.name, member.licenceNo]);
  return { id: member.id, key, cells: specialPoolCells(rowOf(member, pool)) };
}

function poolsOf(reader: Reader, { department, instant }: RegisterView): Promise<SpecialPool[]> {
  const own = { sql: 'department_id = ? and closed_on is null', values: [department.id] };
  return rowsAsOf(reader, SpecialPool, instant, own, 'name');
}

/** Members of special pools as sheets show them: those who are in, pool by pool. */
export const specialPoolRows: RegisterRows = {
  async *pages(reader, view, { nameContains = '', realId }) {
    for (const pool of await poolsOf(reader, view)) {
      if (!pool.name.toLowerCase().includes(nameContains.toLowerCase())) continue;
      for (let after: readonly [string, string] = ['', '']; ; ) {
        const condition = {
          sql: 'special_pool_id = ? and removed_on is null and (real_id, licence_no) > (?, ?)',
          values: [pool.id, ...after],
        };
        const page = await rowsAsOf(
          reader,
          SpecialPoolMember,
          view.instant,
          condition,
          'real_id, licence_no',
          PAGE_ROWS,
        );
        const wanted = page.filter((member) => realId === undefined || member.realId === realId);
        if (wanted.length > 0) yield wanted.map((member) => sheetRow(member, pool));
        if (page.length < PAGE_ROWS) break;
        after = [page.at(-1)?.realId ?? '', page.at(-1)?.licenceNo ?? ''];
      }
    }
  },
  async find(reader, view, keys) {
    const pools = new Map((await poolsOf(reader, view)).map((pool) => [pool.id, pool]));
    const wanted = new Set(keys);
    const realIds = keys.map((key) => String((JSON.parse(key) as string[])[0]));
    const condition = {
      sql: 'removed_on is null and real_id in (select jsonb_array_elements_text(?::jsonb))',
      values: [JSON.stringify(realIds)],
    };
    const members = await rowsAsOf(reader, SpecialPoolMember, view.instant, condition, 'real_id, licence_no');
    const rows = members.flatMap((member) => {
      const pool = pools.get(member.specialPool);
      return pool ? [sheetRow(member, pool)] : [];
    });
    return rows.filter(({ key }) => wanted.has(key));
  },
};
