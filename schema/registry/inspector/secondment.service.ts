import { recordEvent } from '../../audit/index.js';
import { findDepartmentByCode, getDepartment, UnknownDepartment } from '../../department/index.js';
import { type Page, type PageArguments, pageById } from '../../shared/page.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import {
  SecondedHome,
  SecondedNumberTaken,
  SecondmentNotFound,
  SecondmentOverlaps,
} from './availability.errors.js';
import { Inspector } from './inspector.entity.js';
import { InspectorNotFound, OfficerPeriodInvalid } from './inspector.errors.js';
import { announceDeletion, findInspectorLocked, findStale, stampOf } from './inspector.lock.js';
import { Secondment } from './secondment.entity.js';

/** Days on which an officer serves another department. */
export interface SecondmentDays {
  readonly districts?: readonly string[];
  readonly fromOn: string;
  readonly toOn: string;
  readonly documentNo: string;
}

/** A secondment to enter: the home department sends, the host is named by its code. */
export interface SecondmentDraft extends SecondmentDays {
  readonly inspectorId: string;
  readonly hostCode: string;
}

/** Sends an officer of one's own to another department for some days. */
export async function secondInspector(unit: Unit, draft: SecondmentDraft) {
  const inspector = await findInspectorLocked(unit, draft.inspectorId);
  if (isRefusal(inspector)) return inspector;
  const host = await findDepartmentByCode(unit, draft.hostCode);
  if (!host) return new UnknownDepartment(draft.hostCode);
  if (host.id === inspector.department) return new SecondedHome();
  const known = { department: host.id, realId: inspector.realId };
  const isTaken = await unit.beyond('secondment', async ({ em }) => (await em.count(Inspector, known)) > 0);
  if (isTaken) return new SecondedNumberTaken();
  const fault = await findDaysFault(unit, inspector.id, draft);
  if (fault) return fault;
  const secondment: Secondment = {
    id: unit.newId(),
    department: host.id,
    home: inspector.department,
    inspector: inspector.id,
    ...fieldsOf(draft),
    createdAt: unit.now,
    ...stampOf(unit),
  };
  await unit.em.insert(Secondment, secondment);
  await recordEvent(unit, 'secondment.entered', { kind: 'secondment', id: secondment.id });
  return { __typename: 'InspectorSeconded' as const, secondment };
}

function fieldsOf({ districts, fromOn, toOn, documentNo }: SecondmentDays) {
  return { districts: [...new Set(districts ?? [])], fromOn, toOn, documentNo };
}

/** The end before the beginning, or a day that another secondment of the officer has already. */
async function findDaysFault(unit: Unit, inspector: string, { fromOn, toOn }: SecondmentDays, own?: string) {
  if (toOn < fromOn) return new OfficerPeriodInvalid('toOn', fromOn, toOn);
  const [other] = await unit.beyond('secondment', ({ em }) =>
    em.find(
      Secondment,
      { inspector, fromOn: { $lte: toOn }, toOn: { $gte: fromOn }, ...(own ? { id: { $ne: own } } : {}) },
      { orderBy: { fromOn: 'asc' }, limit: 1 },
    ),
  );
  return other && new SecondmentOverlaps(other, (await getDepartment(unit, other.department)).name);
}

/** A secondment that the actor's department sent out, under its officer's lock. */
async function findSentLocked(unit: Unit, id: string, expectedUpdatedAt: Date) {
  const secondment = await unit.em.findOne(Secondment, { id });
  const inspector = secondment && (await findInspectorLocked(unit, secondment.inspector));
  if (!secondment || !inspector) return new SecondmentNotFound();
  if (isRefusal(inspector)) {
    return inspector instanceof InspectorNotFound ? new SecondmentNotFound() : inspector;
  }
  return findStale(secondment, expectedUpdatedAt) ?? secondment;
}

/** Changes days, districts or document number: a secondment is extended, or ends early. */
export async function changeSecondment(
  unit: Unit,
  input: SecondmentDays & { readonly id: string; readonly expectedUpdatedAt: Date },
) {
  const secondment = await findSentLocked(unit, input.id, input.expectedUpdatedAt);
  if (isRefusal(secondment)) return secondment;
  const fault = await findDaysFault(unit, secondment.inspector, input, secondment.id);
  if (fault) return fault;
  const changes = { ...fieldsOf(input), ...stampOf(unit) };
  await unit.em.nativeUpdate(Secondment, { id: secondment.id }, changes);
  await recordEvent(unit, 'secondment.changed', { kind: 'secondment', id: secondment.id });
  return { __typename: 'SecondmentChanged' as const, secondment: Object.assign(secondment, changes) };
}

/** Takes a secondment back that should not have been; its history stays. */
export async function cancelSecondment(
  unit: Unit,
  input: { readonly id: string; readonly expectedUpdatedAt: Date },
) {
  const secondment = await findSentLocked(unit, input.id, input.expectedUpdatedAt);
  if (isRefusal(secondment)) return secondment;
  await announceDeletion(unit);
  await unit.em.nativeDelete(Secondment, { id: secondment.id });
  await recordEvent(unit, 'secondment.cancelled', { kind: 'secondment', id: secondment.id });
  return { __typename: 'SecondmentCancelled' as const, secondment };
}

/** Secondments to and from the reader's departments, the newest first. */
export function listSecondments(reader: Reader, page: PageArguments): Promise<Page<Secondment>> {
  return pageById(page, (key, limit) => reader.em.find(Secondment, key, { orderBy: { id: 'desc' }, limit }));
}

/** Whose secondments these are, by id: the host, too, may know whom it gets. */
export function readSecondedOfficers(
  reader: Reader,
  ids: readonly string[],
): Promise<Map<string, Inspector>> {
  return reader.beyond('secondment', async ({ em }) => {
    const officers = await em.find(Inspector, { id: { $in: [...ids] } });
    return new Map(officers.map((officer) => [officer.id, officer]));
  });
}
