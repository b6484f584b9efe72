import type { PoolDifference } from '../../scheduler/draw/index.js';
import { Account } from '../account/index.js';
import {
  findInspectorsByRealIds,
  findTargetsByRealIds,
  ImportRun,
  listInterests,
} from '../registry/index.js';
import type { Reader } from '../shared/unit.js';
import { unixSeconds } from './draw.log.js';

/** By whom a record was last written, and when (unix seconds). */
export interface ChangeAuthor {
  readonly by: string;
  readonly at: number;
}

interface Written {
  readonly realId: string;
  readonly importRun?: string | null;
  readonly updatedBy?: string | null;
  readonly updatedAt: Date;
}

/** Keys of an officer's record that stand in rows of their own, or are not the officer's. */
const foreignFields = ['certificates', 'department'];

/** Who wrote these records: names by the ids of accounts and, for a command's imports, of imports. */
async function findWriters(reader: Reader, records: readonly Written[]): Promise<Map<string, string>> {
  const runIds = [...new Set(records.flatMap(({ importRun }) => importRun ?? []))];
  const runs = await reader.em.find(ImportRun, { id: { $in: runIds } });
  const accounts = await reader.em.find(Account, {
    id: {
      $in: [...runs.map((run) => run.accountId), ...records.map((one) => one.updatedBy)].filter(isGiven),
    },
  });
  const nameOf = new Map(accounts.map((account) => [account.id, account.username]));
  for (const run of runs) nameOf.set(run.id, nameOf.get(run.accountId ?? '') ?? 'command');
  return nameOf;
}

function isGiven(id: string | null | undefined): id is string {
  return id != null;
}

/**
 * By whom, and when, the records behind these changes were last written. Leave, certificates and what is gone keep no
 * author: `unknown`, as of now. A recusal knows only when it was declared.
 */
export async function findChangeAuthors(
  reader: Reader,
  departmentId: string,
  changes: readonly PoolDifference[],
): Promise<(change: PoolDifference) => ChangeAuthor> {
  const ids = changes.map(({ id }) => id);
  const targets = await findTargetsByRealIds(reader, departmentId, ids);
  const officers = await findInspectorsByRealIds(reader, departmentId, ids);
  const interests = changes.some(({ what }) => what === 'recused')
    ? await listInterests(reader, departmentId, reader.today)
    : [];
  const nameOf = await findWriters(reader, [...targets, ...officers]);
  const author = (one: Written) => ({
    by: nameOf.get(one.updatedBy ?? '') ?? nameOf.get(one.importRun ?? '') ?? 'unknown',
    at: unixSeconds(one.updatedAt),
  });
  const ofTarget = new Map(targets.map((one) => [one.realId, author(one)]));
  const ofOfficer = new Map(officers.map((one) => [one.realId, author(one)]));
  const declared = new Map(
    interests.map((one) => [
      `${one.targetRealId} ${one.inspectorRealId}`,
      { by: 'unknown', at: unixSeconds(one.declaredAt) },
    ]),
  );
  const find = ({ what, id, fields = [] }: PoolDifference): ChangeAuthor | undefined => {
    switch (what) {
      case 'recused':
        return declared.get(id);
      case 'officer-added':
        return ofOfficer.get(id);
      case 'officer-altered':
        return fields.some((field) => foreignFields.includes(field)) ? undefined : ofOfficer.get(id);
      case 'leave':
      case 'officer-removed':
      case 'unrecused':
        return undefined;
      default:
        return ofTarget.get(id);
    }
  };
  const nobody = { by: 'unknown', at: unixSeconds(reader.now) };
  return (change) => find(change) ?? nobody;
}
