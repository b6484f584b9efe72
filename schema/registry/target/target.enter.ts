import { recordEvent } from '../../audit/index.js';
import { listDivisionCodes } from '../../department/index.js';
import { type NumberedPerson, PersonNumbers } from '../../shared/identifiers/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { PoolInUse } from '../import/import.errors.js';
import { takePoolsInTurn } from '../pool/pool-turn.js';
import { currentIdsOf } from './lineage.js';
import { sealPersonNumbers } from './person-number.js';
import {
  applyDetails,
  checkNumbers,
  emptyContent,
  Faults,
  type TargetContent,
  type TargetDetails,
} from './target.draft.js';
import { Target } from './target.entity.js';
import { IdentifierTaken, TargetInvalid } from './target.errors.js';
import { SubjectKind, TargetKind, TargetStatus } from './target.states.js';
import { findIdentifierTaken, insertTarget, updateTarget } from './target.write.js';
import { checkEntityId } from './target-number.js';

/** A target to enter. */
export interface TargetDraft extends TargetDetails {
  readonly kind: TargetKind;
  readonly name: string;
  readonly divisionCode: string;
}

/** A checked draft. What stands below an entity gets its number when it is written. */
export interface CheckedDraft {
  /** The id of an entity; absent for what stands below one. */
  readonly realId?: string;
  readonly content: TargetContent;
  /** The natural persons whose numbers were given. */
  readonly people: readonly NumberedPerson[];
}

export type EnterRefusal = TargetInvalid | IdentifierTaken | PoolInUse;

/** Checks a draft by the rules of imports; all its faults are told at once. */
export async function checkDraft(
  reader: Reader,
  departmentId: string,
  draft: TargetDraft,
): Promise<CheckedDraft | TargetInvalid> {
  const faults = new Faults();
  const divisions = await listDivisionCodes(reader);
  const ground = { today: reader.today, knowsDivision: (code: string) => divisions.has(code) };
  const content = applyDetails(emptyContent(draft.kind), draft, ground, faults);
  const persons = new PersonNumbers(reader.keys.identify);
  const numbers = checkNumbers(draft.identifiers ?? [], persons, faults);
  const isEntity = draft.kind === TargetKind.ENTITY;
  if (isEntity) checkOwnIdentity(draft, numbers, faults);
  else {
    const { responsibleId } = draft;
    content.responsibleId = await checkResponsible(reader, departmentId, responsibleId, persons, faults);
  }
  if (faults.list.length > 0) return new TargetInvalid(faults.list);
  const [realId, ...others] = numbers;
  const entity = isEntity ? realId : (content.responsibleId ?? undefined);
  if (!draft.subject) content.subject = await findSubject(reader, departmentId, entity, isEntity);
  const { people } = persons;
  return isEntity
    ? { realId, content: { ...content, identifiers: others }, people }
    : { content: { ...content, identifiers: numbers }, people };
}

function checkOwnIdentity(draft: TargetDraft, numbers: readonly string[], faults: Faults): void {
  if (draft.responsibleId) {
    faults.add('responsibleId', '主体自身没有责任主体。', 'An entity answers for itself.');
  }
  if (numbers.length === 0 && !faults.list.some(({ field }) => field === 'identifiers')) {
    faults.add(
      'identifiers',
      '主体至少须有一个号码（统一社会信用代码、组织机构代码、注册号、许可证号或境外登记号；自然人为其证件号码）。',
      'An entity needs a number: credit code, organisation code, registration, licence or foreign register; a natural person that of a paper.',
    );
  }
}

/** The checked id of the responsible entity; one that became another is not answered for any more. */
export async function checkResponsible(
  reader: Reader,
  departmentId: string,
  given: string | null | undefined,
  persons: PersonNumbers,
  faults: Faults,
): Promise<string | null> {
  if (!given) {
    faults.add('responsibleId', '须填写责任主体。', 'The responsible entity is needed.');
    return null;
  }
  const [realId] = faults.checked('responsibleId', checkEntityId(given, persons));
  if (realId === undefined) return null;
  const current = (await currentIdsOf(reader, [realId])).get(realId) ?? [];
  const known = await reader.em.findOne(Target, { department: departmentId, realId });
  if (current.some((id) => id !== realId)) {
    const list = current.join('、');
    faults.add('responsibleId', `该主体已变为 ${list}。`, `That entity became ${current.join(', ')}.`);
  } else if (known && known.kind !== TargetKind.ENTITY) {
    faults.add('responsibleId', '责任主体须是主体。', 'What is responsible must be an entity.');
  }
  return realId;
}

/** Who answers: as the responsible entity's entry says, else by the number (GB 32100: 92 is an individual business). */
async function findSubject(
  reader: Reader,
  departmentId: string,
  entityId: string | undefined,
  isEntity: boolean,
): Promise<SubjectKind> {
  const known = isEntity
    ? null
    : await reader.em.findOne(Target, { department: departmentId, realId: entityId });
  if (known) return known.subject;
  if (entityId?.startsWith('np:')) return SubjectKind.NATURAL_PERSON;
  if (entityId?.startsWith('uscc:92')) return SubjectKind.INDIVIDUAL_BUSINESS;
  return entityId?.startsWith('uscc:') ? SubjectKind.LEGAL_PERSON : SubjectKind.OTHER_ORGANISATION;
}

/** The next id below an entity, gap-free; the pools must be taken. */
export async function nextBelow(reader: Reader, departmentId: string, entityId: string): Promise<string> {
  const [row] = await reader.em.execute<{ last: number }[]>(
    `select coalesce(max(split_part(real_id, '/', 2)::int), 0) as last from target
      where department_id = ? and real_id > ? and real_id < ? and real_id ~ '/[0-9]{1,9}$'`,
    // "0" follows "/".
    [departmentId, `${entityId}/`, `${entityId}0`],
  );
  return `${entityId}/${(row?.last ?? 0) + 1}`;
}

/** Writes a checked draft; one that was taken out of the pool comes back. The pools must be taken. */
export async function writeDraft(
  unit: Unit,
  departmentId: string,
  { realId: own, content, people }: CheckedDraft,
): Promise<Target | IdentifierTaken> {
  await sealPersonNumbers(unit, departmentId, people);
  const realId = own ?? (await nextBelow(unit, departmentId, content.responsibleId ?? ''));
  const taken = await findIdentifierTaken(unit, departmentId, { realId, ...content });
  if (taken) return taken;
  const there = await unit.em.findOne(Target, { department: departmentId, realId });
  if (there && there.status !== TargetStatus.REMOVED) {
    return new IdentifierTaken(realId, realId, there.status);
  }
  if (!there) return insertTarget(unit, departmentId, realId, content);
  const names = [...there.formerNames, there.name].filter((name) => name !== content.name);
  await updateTarget(unit, there, { ...content, formerNames: [...new Set(names)] });
  return there;
}

/** Enters a target into a department's pool. */
export async function enterTarget(
  unit: Unit,
  departmentId: string,
  draft: TargetDraft,
): Promise<Target | EnterRefusal> {
  if (!(await takePoolsInTurn(unit, departmentId))) return new PoolInUse();
  const checked = await checkDraft(unit, departmentId, draft);
  if (isRefusal(checked)) return checked;
  const target = await writeDraft(unit, departmentId, checked);
  if (isRefusal(target)) return target;
  await recordEvent(unit, 'target.entered', { kind: 'target', id: target.id }, { kind: target.kind });
  return target;
}
