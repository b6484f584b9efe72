import { addDays } from '../../../scheduler/calendar/index.js';
import { recordEvent } from '../../audit/index.js';
import {
  type Department,
  type DepartmentEnded,
  DepartmentKind,
  Division,
  earliest,
  FOREVER,
  findDepartmentByCode,
  findEnded,
  latest,
  type Passing,
  UnknownDepartment,
  UnknownDivision,
} from '../../department/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { Item } from './item.entity.js';
import { Power } from './power.entity.js';
import { PowerInvalid, PowerNotFound, PowersOverlap } from './power.errors.js';
import { areaOf, listPowers } from './power.read.js';
import type { PowerKind } from './power.words.js';

/** A power to record. */
export interface PowerDraft {
  readonly itemCode: string;
  readonly kind: PowerKind;
  readonly holderCode: string;
  /** The delegating authority (委托), if it is delegated. */
  readonly inNameOfCode?: string | null;
  readonly divisionCode?: string | null;
  readonly fromOn: string;
  readonly toOn?: string | null;
  readonly legalBasis: string;
  readonly documentNo?: string | null;
}

type RecordRefusal = PowersOverlap | PowerInvalid | UnknownDepartment | UnknownDivision | DepartmentEnded;

/** "powr" in ASCII: two at once could give one power to two holders. */
const POWER_LOCK = 0x706f7772;

async function lockPowers(unit: Unit): Promise<void> {
  await unit.em.execute('select pg_advisory_xact_lock(?)', [POWER_LOCK]);
}

/** Records who licenses, inspects or penalises on an item, where and when; a delegation with its basis and document. */
export async function recordPower(unit: Unit, draft: PowerDraft): Promise<Power | RecordRefusal> {
  await lockPowers(unit);
  const holder = await findDepartmentByCode(unit, draft.holderCode);
  if (!holder) return new UnknownDepartment(draft.holderCode);
  const authority = draft.inNameOfCode ? await findDepartmentByCode(unit, draft.inNameOfCode) : null;
  if (draft.inNameOfCode && !authority) return new UnknownDepartment(draft.inNameOfCode);
  const { divisionCode } = draft;
  if (divisionCode && !(await unit.em.findOne(Division, { code: divisionCode })))
    return new UnknownDivision(divisionCode);
  const fault =
    (await findEnded(unit, holder.id)) ??
    (await findFault(unit, draft, holder, authority)) ??
    (await findOverlap(unit, draft, holder.id));
  if (fault) return fault;
  const power: Power = {
    id: unit.newId(),
    itemCode: draft.itemCode,
    kind: draft.kind,
    holder: holder.id,
    inNameOf: authority?.id ?? null,
    divisionCode: divisionCode ?? null,
    fromOn: draft.fromOn,
    toOn: draft.toOn ?? null,
    legalBasis: draft.legalBasis,
    documentNo: draft.documentNo ?? null,
    createdAt: unit.now,
    createdById: unit.actor.accountId ?? null,
  };
  await unit.em.insert(Power, power);
  const { itemCode, kind, fromOn, holderCode } = draft;
  await recordEvent(
    unit,
    'power.recorded',
    { kind: 'power', id: power.id },
    { itemCode, kind, fromOn, holderCode },
  );
  return power;
}

async function findFault(
  reader: Reader,
  draft: PowerDraft,
  holder: Department,
  authority: Department | null,
): Promise<PowerInvalid | undefined> {
  if (draft.toOn && draft.toOn < draft.fromOn)
    return new PowerInvalid(
      'toOn',
      '止日早于起日，请更正日期。',
      'It ends before it begins; correct the days.',
    );
  const listed = await reader.beyond('published', ({ em }) => em.count(Item, { code: draft.itemCode }));
  if (listed === 0)
    return new PowerInvalid(
      'itemCode',
      '没有任何部门的抽查事项清单列有该事项，请先导入清单。',
      'No department lists this item; import the item list first.',
    );
  if (authority?.id === holder.id)
    return new PowerInvalid(
      'inNameOfCode',
      '不得委托自己，请填写委托机关或留空。',
      'Nobody delegates to itself; give the delegating authority, or leave it out.',
    );
  if (authority?.kind === DepartmentKind.INSTITUTION)
    return new PowerInvalid(
      'inNameOfCode',
      '机构不能作为委托机关，请填写其所属机关。',
      'An institution delegates nothing; give the authority it belongs to.',
    );
  if (authority && !draft.documentNo)
    return new PowerInvalid(
      'documentNo',
      '委托须有委托文书编号，请填写。',
      'A delegation needs the number of its document.',
    );
  if (holder.kind === DepartmentKind.INSTITUTION && !authority)
    return new PowerInvalid(
      'inNameOfCode',
      '机构须以机关名义行使职权，请填写委托机关代码。',
      'An institution acts in the name of an authority; give the code of that authority.',
    );
  return undefined;
}

async function findOverlap(
  reader: Reader,
  draft: PowerDraft,
  holder: string,
): Promise<PowersOverlap | undefined> {
  const area = await areaOf(reader, { holder, divisionCode: draft.divisionCode ?? null });
  const last = draft.toOn ?? FOREVER;
  const found = (await listPowers(reader, draft.itemCode, draft.kind)).find(
    ({ power, area: there }) =>
      there === area && power.fromOn <= last && draft.fromOn <= (power.toOn ?? FOREVER),
  );
  if (!found) return undefined;
  const { power } = found;
  const toOn = earliest(last, power.toOn ?? FOREVER);
  return new PowersOverlap({
    itemCode: draft.itemCode,
    kind: draft.kind,
    divisionCode: area,
    holderCode: await codeOf(reader, power.holder),
    fromOn: latest(power.fromOn, draft.fromOn),
    toOn: toOn === FOREVER ? undefined : toOn,
  });
}

async function codeOf(reader: Reader, id: string): Promise<string> {
  const [row] = await reader.em.execute<{ code: string }[]>('select code from department where id = ?', [id]);
  return row?.code ?? id;
}

/** Ends a power on a day, its last; it stays on record. */
export async function endPower(
  unit: Unit,
  id: string,
  lastOn: string,
): Promise<Power | PowerNotFound | PowerInvalid> {
  await lockPowers(unit);
  const power = await unit.em.findOne(Power, { id });
  if (!power) return new PowerNotFound(id);
  if (lastOn < power.fromOn || lastOn > (power.toOn ?? FOREVER))
    return new PowerInvalid(
      'lastOn',
      '最后一日须在该职权的期间之内。',
      'The last day must lie within the days of the power.',
    );
  await unit.em.nativeUpdate(Power, { id }, { toOn: lastOn });
  await recordEvent(unit, 'power.ended', { kind: 'power', id }, { lastOn });
  return Object.assign(power, { toOn: lastOn });
}

/**
 * From a day on, the powers of a department and those delegated by it are its successor's, in the same places. Who held
 * them until then stays on record.
 */
export async function passPowers(unit: Unit, { from, to }: Passing, on: string): Promise<number> {
  await lockPowers(unit);
  const powers = await unit.em.find(Power, {
    $and: [
      { $or: [{ holder: from }, { inNameOf: from }] },
      { $or: [{ toOn: null }, { toOn: { $gte: on } }] },
    ],
  });
  for (const power of powers) {
    const holder = power.holder === from ? to : power.holder;
    const authority = power.inNameOf === from ? to : (power.inNameOf ?? null);
    const next = {
      holder,
      inNameOf: authority === holder ? null : authority,
      divisionCode: await areaOf(unit, power),
    };
    if (power.fromOn >= on) {
      await unit.em.nativeUpdate(Power, { id: power.id }, next);
      continue;
    }
    const eve = addDays(on, -1);
    await unit.em.nativeUpdate(Power, { id: power.id }, { toOn: eve });
    const { itemCode, kind, toOn, legalBasis, documentNo } = power;
    const grounds = { itemCode, kind, toOn, legalBasis, documentNo };
    const made = { createdAt: unit.now, createdById: unit.actor.accountId ?? null };
    await unit.em.insert(Power, { id: unit.newId(), ...grounds, ...next, ...made, fromOn: on });
  }
  return powers.length;
}

/** A power as a success of a mutation, or its refusal. */
export function powerOr(name: 'PowerRecorded' | 'PowerEnded', value: unknown) {
  return isRefusal(value) ? value : { __typename: name, power: value };
}
