import type { Reader } from '../../shared/unit.js';
import type { Target } from '../target/target.entity.js';

/** The columns of a target under the names of its properties; instants as milliseconds. */
const columns = `id, department_id as "department", real_id as "realId", name, kind, subject, identifiers,
  former_names as "formerNames", responsible_id as "responsibleId", stage, division_code as "division", district,
  trade, trade_codes as "tradeCodes", risk_class as "riskClass", class_system as "classSystem", weight, status, status_on as "statusOn",
  established_on as "establishedOn", registrar, address, business_address as "businessAddress", longitude, latitude,
  datum, required_skills as "requiredSkills", tags, source, updated_by as "updatedBy", import_run_id as "importRun",
  extract(epoch from created_at)::float8 * 1000 as "createdAt",
  extract(epoch from updated_at)::float8 * 1000 as "updatedAt"`;

type Row = Omit<Target, 'createdAt' | 'updatedAt'> & { createdAt: number; updatedAt: number };

/**
 * Targets from a table or a query of its shape, in the order of the bytes of their real-world ids. A register is read
 * as a whole at every freeze: a page comes as one JSON text, which takes a third of the time of rows and a tenth of that
 * of entities.
 */
export async function readTargets(
  reader: Reader,
  source: string,
  values: readonly unknown[],
  limit: number,
): Promise<Target[]> {
  const [answer] = await reader.em.execute<{ page: string }[]>(
    `select coalesce(json_agg(one order by one."realId"), '[]')::text as page
       from (select ${columns} from ${source} as target order by real_id limit ?) one`,
    [...values, limit],
  );
  const rows = JSON.parse(answer?.page ?? '[]') as Row[];
  return rows.map((row) =>
    Object.assign(row, { createdAt: new Date(row.createdAt), updatedAt: new Date(row.updatedAt) }),
  );
}
