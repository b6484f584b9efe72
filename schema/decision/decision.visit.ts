import { Assignment } from '../inspection/index.js';
import { currentIdsOf, type FieldRemark, findTargetsByRealIds, RemarkCode } from '../registry/index.js';
import type { Unit } from '../shared/unit.js';
import type { DecisionDraft } from './decision.draft.js';

const unknownVisit: FieldRemark = {
  field: 'assignmentId',
  code: RemarkCode.UNKNOWN_VISIT,
  zh: '本部门没有这一检查任务。',
  en: 'Your department has no such visit.',
  remedy: {
    zh: '请核对标识；决定不是由检查引起的，请留空。',
    en: 'Check the id; leave it out where the decision did not begin with a visit.',
  },
};

const visitOfAnother: FieldRemark = {
  field: 'assignmentId',
  code: RemarkCode.VISIT_OF_ANOTHER,
  zh: '这一检查任务的对象不是本决定的行政相对人。',
  en: 'That visit was to another entity than the party of this decision.',
  remedy: {
    zh: '请核对标识与号码；对象以许可证号登记的，先在名录库补登其统一社会信用代码。',
    en: 'Check id and code; where the target is registered by a licence, enter its credit code in the register first.',
  },
};

/** Of each visit the ids by which its target and the entity that answers for it are known. */
async function readVisited(unit: Unit, department: string, ids: readonly string[]) {
  const visits = await unit.em.find(
    Assignment,
    { id: { $in: [...new Set(ids)] }, department },
    { fields: ['id', 'targetRealId'], disableIdentityMap: true },
  );
  const realIds = visits.map(({ targetRealId }) => targetRealId);
  const targets = await findTargetsByRealIds(unit, department, [...new Set(realIds)]);
  const known = new Map(
    targets.map((target) => [
      target.realId,
      [...target.identifiers, ...(target.responsibleId ? [target.responsibleId] : [])],
    ]),
  );
  return new Map(
    visits.map(({ id, targetRealId }) => [
      id,
      [targetRealId, targetRealId.split('/', 1)[0] as string, ...(known.get(targetRealId) ?? [])],
    ]),
  );
}

/** What is wrong with the visits that decisions name: unknown to the department, or to somebody else. */
export async function judgeVisits(
  unit: Unit,
  department: string,
  drafts: readonly DecisionDraft[],
): Promise<Map<DecisionDraft, FieldRemark>> {
  const naming = drafts.filter(({ assignmentId }) => assignmentId !== undefined);
  if (naming.length === 0) return new Map();
  const ids = naming.map(({ assignmentId }) => assignmentId as string);
  const visited = await readVisited(unit, department, ids);
  const all = [...visited.values(), ...naming.map(({ partyIds }) => partyIds)].flat();
  const current = await currentIdsOf(unit, [...new Set(all)]);
  const today = (some: readonly string[]) => new Set(some.flatMap((id) => [id, ...(current.get(id) ?? [])]));
  const faults = new Map<DecisionDraft, FieldRemark>();
  for (const draft of naming) {
    const ofVisit = visited.get(draft.assignmentId as string);
    if (!ofVisit) faults.set(draft, unknownVisit);
    else if (today(draft.partyIds).isDisjointFrom(today(ofVisit))) faults.set(draft, visitOfAnother);
  }
  return faults;
}
