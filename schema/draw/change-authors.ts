import type { PoolDifference } from '../../scheduler/draw/index.js';
import {
  type ChangesById,
  findUsernames,
  listInspectorChanges,
  listInterestChanges,
  listTargetChanges,
  type RowChange,
} from '../registry/index.js';
import type { Reader } from '../shared/unit.js';
import { unixSeconds } from './draw.log.js';

/** By whom a record was changed, and when (unix seconds). */
export interface ChangeAuthor {
  readonly by: string;
  readonly at: number;
}

/** Fields of a target's row behind what is said of a unit. */
const targetFields: Readonly<Record<string, readonly string[]>> = {
  reclassed: ['riskClass'],
  reweighted: ['weight'],
  district: ['district'],
  entity: ['responsibleId'],
  skills: ['requiredSkills'],
};

/** Fields of an inspector's row behind a key of the officer's record. */
const inspectorFields: Readonly<Record<string, readonly string[]>> = {
  capacity: ['capacity'],
  districts: ['districts'],
  rank: ['rank'],
  role: ['isExpert'],
  skills: ['skills', 'expertFields'],
  status: ['status', 'capacity', 'isInPool'],
};

/** Rows of their own behind what is said of an officer. */
const partRegisters: Readonly<Record<string, readonly string[]>> = {
  leave: ['leave'],
  certificates: ['certificate'],
  districts: ['secondment'],
  department: ['secondment'],
  'officer-added': ['secondment'],
  'officer-removed': ['secondment'],
};

/** The last change that explains; where none does, nothing. */
function lastOf(
  changes: readonly RowChange[] | undefined,
  explains: (change: RowChange) => boolean,
): RowChange | undefined {
  return changes
    ?.filter(explains)
    .reduce<RowChange | undefined>((last, one) => (last && last.at > one.at ? last : one), undefined);
}

const touches = ({ kind, fields }: RowChange, wanted: readonly string[]) =>
  kind !== 'CHANGED' || fields.some(({ field }) => wanted.includes(field));

/** The last change of a unit's row that touched what is told; of one that came or went, the last of all. */
function explainUnit({ what, id, fields }: PoolDifference, changes: ChangesById): RowChange | undefined {
  const wanted = [what, ...(fields ?? [])].flatMap((key) => targetFields[key] ?? []);
  const ofUnit = changes.get(id);
  return lastOf(ofUnit, (one) => wanted.length === 0 || touches(one, wanted)) ?? lastOf(ofUnit, () => true);
}

/** The last change of an officer's rows that touched what is told. */
function explainOfficer({ what, id, fields }: PoolDifference, changes: ChangesById): RowChange | undefined {
  const keys = [what, ...(fields ?? [])];
  const wanted = keys.flatMap((key) => inspectorFields[key] ?? []);
  const parts = keys.flatMap((key) => partRegisters[key] ?? []);
  const ownMatters = what === 'officer-added' || what === 'officer-removed';
  return lastOf(changes.get(id), (one) =>
    one.register === 'inspector'
      ? ownMatters || (one.kind === 'CHANGED' && touches(one, wanted))
      : parts.includes(one.register),
  );
}

const unitKinds = new Set(['added', 'removed', 'excluded', 'reclassed', 'reweighted', 'altered']);
const recusalKinds = new Set(['recused', 'unrecused']);

/** What each department's history tells of these ids, together. */
async function inEach(
  departmentIds: readonly string[],
  ids: readonly string[],
  list: (departmentId: string) => Promise<ChangesById>,
): Promise<ChangesById> {
  const together = new Map<string, RowChange[]>();
  for (const departmentId of ids.length > 0 ? departmentIds : []) {
    for (const [id, changes] of await list(departmentId)) {
      together.set(id, [...(together.get(id) ?? []), ...changes]);
    }
  }
  return together;
}

/** What history tells of each change: the row's change that brought it about. */
async function explain(
  reader: Reader,
  departmentIds: readonly string[],
  since: Date,
  differences: readonly PoolDifference[],
): Promise<ReadonlyMap<PoolDifference, RowChange>> {
  const idsOf = (kinds: (what: string) => boolean) =>
    differences.filter(({ what }) => kinds(what)).map(({ id }) => id);
  const units = idsOf((what) => unitKinds.has(what));
  const pairs = idsOf((what) => recusalKinds.has(what));
  const officers = idsOf((what) => !unitKinds.has(what) && !recusalKinds.has(what));
  const recused = pairs.map((pair) => pair.split(' ')[1] ?? '');
  const [lead = ''] = departmentIds;
  const ofUnits = units.length > 0 ? await listTargetChanges(reader, lead, units, since) : new Map();
  const ofOfficers = await inEach(departmentIds, officers, (id) =>
    listInspectorChanges(reader, id, officers, since),
  );
  const ofPairs = await inEach(departmentIds, recused, (id) =>
    listInterestChanges(reader, id, recused, since),
  );
  const one = (difference: PoolDifference) => {
    const { what, id } = difference;
    if (unitKinds.has(what)) return explainUnit(difference, ofUnits);
    // A recusal also ends by the day that was written when it was declared.
    if (recusalKinds.has(what)) return lastOf(ofPairs.get(id), () => true);
    return explainOfficer(difference, ofOfficers);
  };
  return new Map(
    differences.flatMap((difference) => {
      const change = one(difference);
      return change ? [[difference, change] as const] : [];
    }),
  );
}

/**
 * By whom, and when, these changes since an instant were made, as history knows: an account by its name, else `command`.
 * `unknown`, as of now, is what no row explains: districts of an officer without any of their own follow the register.
 * @param departmentIds the campaign's departments, the one whose targets these are first
 */
export async function findChangeAuthors(
  reader: Reader,
  departmentIds: readonly string[],
  since: Date,
  differences: readonly PoolDifference[],
): Promise<(difference: PoolDifference) => ChangeAuthor> {
  const explained = await explain(reader, departmentIds, since, differences);
  const usernames = await findUsernames(
    reader,
    [...explained.values()].map(({ byId }) => byId),
  );
  return (difference) => {
    const change = explained.get(difference);
    if (!change) return { by: 'unknown', at: unixSeconds(reader.now) };
    const by = change.byId === null ? 'command' : (usernames.get(change.byId) ?? change.byId);
    return { by, at: unixSeconds(change.at) };
  };
}
