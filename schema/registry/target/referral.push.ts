import { recordEvent } from '../../audit/index.js';
import { fixDeadline } from '../../calendar/index.js';
import { findDepartmentByCode, listDivisionCodes, UnknownDepartment } from '../../department/index.js';
import {
  checkIdentifier,
  formatId,
  type NumberedPerson,
  PersonNumbers,
} from '../../shared/identifiers/index.js';
import { checkTradeCode } from '../../shared/trades/index.js';
import type { Unit } from '../../shared/unit.js';
import { sealPersonNumbers } from './person-number.js';
import { Referral, ReferralState } from './referral.entity.js';
import { Faults } from './target.draft.js';
import { TargetInvalid } from './target.errors.js';
import { type SubjectKind, TargetKind } from './target.states.js';
import { checkGiven, type GivenNumber } from './target-number.js';

/** The term within which a supervisor claims or declines; its number and basis stand in the deadline rules. */
export const REFERRAL_TERM = 'referral-claim';

/** A new firm or licence that another department shall supervise. */
export interface ReferralDraft {
  /** The code of the supervising department. */
  readonly departmentCode: string;
  /** The firm, or its licence as a target below it. */
  readonly kind: TargetKind;
  readonly number: GivenNumber;
  readonly name: string;
  readonly subject?: SubjectKind | null;
  readonly divisionCode: string;
  readonly address?: string | null;
  readonly trade?: string | null;
  readonly tradeCodes?: readonly string[] | null;
  readonly licenceName?: string | null;
  readonly licenceNo?: string | null;
  readonly licensedOn?: string | null;
  readonly validToOn?: string | null;
}

interface CheckedReferral {
  readonly realId: string;
  readonly licenceNo: string;
  readonly tradeCodes: readonly string[];
  readonly people: readonly NumberedPerson[];
}

async function checkReferral(unit: Unit, draft: ReferralDraft): Promise<CheckedReferral | TargetInvalid> {
  const faults = new Faults();
  const persons = new PersonNumbers(unit.keys.identify);
  const [value = ''] = faults.checked('number', checkGiven(draft.number, persons));
  const licence = draft.licenceNo
    ? faults.checked('licenceNo', checkIdentifier('licence', draft.licenceNo))
    : [];
  const isKnownKind = draft.kind === TargetKind.ENTITY || draft.kind === TargetKind.LICENCE;
  if (!isKnownKind) faults.add('kind', '推送的是主体或许可。', 'What is pushed is a firm or a licence.');
  if (draft.kind === TargetKind.LICENCE && !draft.licenceNo) {
    faults.add('licenceNo', '许可须有许可证号。', 'A licence needs its number.');
  }
  if (!(await listDivisionCodes(unit)).has(draft.divisionCode)) {
    faults.add('divisionCode', '系统中没有这个区划代码。', 'No such division is known here.');
  }
  if (draft.licensedOn && draft.validToOn && draft.validToOn < draft.licensedOn) {
    faults.add('validToOn', '有效期止早于许可日期。', 'The licence ends before it begins.');
  }
  const tradeCodes = (draft.tradeCodes ?? []).flatMap((code) =>
    faults.checked('tradeCodes', checkTradeCode(code)),
  );
  if (faults.list.length > 0) return new TargetInvalid(faults.list);
  const realId = formatId(draft.number.scheme, value);
  return { realId, licenceNo: licence[0] ?? '', tradeCodes, people: persons.people };
}

/**
 * Pushes a new firm or licence to its supervisor, with a term for claiming it. The same one again, while it is pending,
 * is the first referral; after it was declined it may be pushed anew, there or elsewhere.
 */
export function pushReferral(
  unit: Unit,
  senderId: string,
  draft: ReferralDraft,
): Promise<Referral | TargetInvalid | UnknownDepartment> {
  return unit.beyond('referral', (wide) => push(wide, senderId, draft));
}

async function push(
  unit: Unit,
  senderId: string,
  draft: ReferralDraft,
): Promise<Referral | TargetInvalid | UnknownDepartment> {
  const supervisor = await findDepartmentByCode(unit, draft.departmentCode);
  if (!supervisor || supervisor.endedOn) return new UnknownDepartment(draft.departmentCode);
  const checked = await checkReferral(unit, draft);
  if (checked instanceof TargetInvalid) return checked;
  const { tradeCodes, people, ...identity } = checked;
  await unit.em.execute('select pg_advisory_xact_lock(hashtext(?), hashtext(?))', [
    'referral',
    checked.realId,
  ]);
  const key = { department: supervisor.id, sender: senderId, ...identity };
  const pending = await unit.em.findOne(Referral, { ...key, state: ReferralState.PENDING });
  if (pending) return pending;
  // The number is the supervisor's from the beginning.
  await unit.beyond('referral', (wide) => sealPersonNumbers(wide, supervisor.id, people));
  const id = unit.newId();
  const term = { code: REFERRAL_TERM, fromOn: unit.today };
  const { dueOn } = await fixDeadline(unit, term, { kind: 'referral', id, departmentId: supervisor.id });
  const { departmentCode, number, name, licenceNo, ...entity } = draft;
  const given = Object.entries({ ...entity, tradeCodes }).filter(([, value]) => value != null);
  await unit.em.insert(Referral, {
    ...key,
    id,
    name,
    entity: Object.fromEntries(given) as unknown as Referral['entity'],
    state: ReferralState.PENDING,
    pushedAt: unit.now,
    pushedById: unit.actor.accountId ?? null,
    dueOn,
    decidedAt: null,
    decidedById: null,
    reason: null,
    targetRealId: null,
  });
  await recordEvent(unit, 'referral.pushed', { kind: 'referral', id }, { to: supervisor.code });
  return unit.em.findOneOrFail(Referral, { id });
}
