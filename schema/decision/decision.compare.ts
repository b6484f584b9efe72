import { type FieldRemark, RemarkCode } from '../registry/index.js';
import type { Unit } from '../shared/unit.js';
import type { DecisionDraft } from './decision.draft.js';
import { hashOf } from './decision.seal.js';
import { judgeVisits } from './decision.visit.js';

/** What an arrival is beside the decisions that stand. */
export interface ComparedDecision {
  readonly draft: DecisionDraft;
  readonly hash: string;
  /** The decision that it is, where it arrived before. */
  readonly knownId?: string;
  readonly faults: readonly FieldRemark[];
}

const numberUsed: FieldRemark = {
  field: 'documentNo',
  code: RemarkCode.NUMBER_USED,
  zh: '这一文号已用于另一份决定，或该决定已录入而内容不同。',
  en: 'The number is another decision’s, or that decision was entered with other content.',
  remedy: {
    zh: '请核对文号；更正已录入的决定，请办理更正（correctDecision）。',
    en: 'Check the number; what was entered is put right by a correction (correctDecision).',
  },
};

interface Standing {
  readonly id: string;
  readonly key: string;
  readonly hash: string;
}

const among = 'any (array(select jsonb_array_elements_text(?::jsonb)))';

function findStanding(
  unit: Unit,
  department: string,
  kind: string,
  asked: readonly { key: string; hash: string }[],
): Promise<Standing[]> {
  return unit.em.execute<Standing[]>(
    `select d.id, d.document_key as key, v.content_hash as hash
       from decision d join decision_version v on v.decision_id = d.id
      where d.department_id = ?::uuid and d.kind = ? and (d.document_key = ${among} or v.content_hash = ${among})`,
    [
      ...[department, kind],
      JSON.stringify(asked.map(({ key }) => key)),
      JSON.stringify(asked.map(({ hash }) => hash)),
    ],
  );
}

/**
 * Compares arrivals of one kind with the decisions of a department: known already, with any version that it ever had; new;
 * or under a number that another one has.
 * @param correctedId the decision of which the one arrival is to be the next version
 */
export async function compareDecisions(
  unit: Unit,
  department: string,
  drafts: readonly DecisionDraft[],
  correctedId?: string,
): Promise<ComparedDecision[]> {
  const [first] = drafts;
  if (!first) return [];
  const hashed = drafts.map((draft) => ({ draft, key: draft.number.key, hash: hashOf(unit.keys, draft) }));
  const standing = await findStanding(unit, department, first.kind, hashed);
  const byHash = new Map(standing.map((one) => [one.hash, one.id]));
  const byKey = new Map(standing.map((one) => [one.key, one.id]));
  const visits = await judgeVisits(unit, department, drafts);
  return hashed.map(({ draft, key, hash }) => {
    const knownId = byHash.get(hash);
    const holder = byKey.get(key);
    // What arrived before is known by its content; a correction may not become another decision.
    const isOthers = holder !== undefined && holder !== correctedId;
    const isUsed = isOthers && (correctedId !== undefined || knownId === undefined);
    const visit = visits.get(draft);
    const faults = [...(isUsed ? [numberUsed] : []), ...(visit ? [visit] : [])];
    return { draft, hash, knownId, faults };
  });
}
