import { LockMode } from '@mikro-orm/core';
import type { WrittenEvent } from '../../../scheduler/visit/index.js';
import {
  Certificate,
  CertificateStatus,
  type ItemPoints,
  loadItemPoints,
  positionIn,
  Target,
} from '../../registry/index.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { Assignment, AssignmentOfficer } from '../assignment.entity.js';
import { codesOfVisit, listItemVersions, type ResultCode } from '../result-codes.js';
import { type FoldedEvent, readEvents } from './visit.fold.js';
import { VisitEventKind } from './visit.states.js';

/** What a visit may record: the points of its items in their approved versions, and the codes of its result. */
export interface VisitMatters {
  readonly items: readonly ItemPoints[];
  readonly codes: readonly ResultCode[];
}

/** A visit as its events are judged. */
export interface VisitScene {
  readonly assignment: Assignment;
  readonly team: readonly AssignmentOfficer[];
  readonly matters: VisitMatters;
  readonly target: Target | undefined;
  readonly known: FoldedEvent[];
}

/** The points and codes of an assignment's visit. */
export async function readMatters(reader: Reader, assignment: Assignment): Promise<VisitMatters> {
  const versions = await listItemVersions(reader, assignment);
  return {
    items: await loadItemPoints(reader, assignment.department, versions),
    codes: await codesOfVisit(reader, assignment),
  };
}

/** What of a visit these kinds of events are judged by: a tap in the field waits for nothing else. */
async function readNeeded(
  reader: Reader,
  assignment: Assignment,
  kinds: ReadonlySet<string>,
): Promise<VisitMatters> {
  const versions = answering.some((kind) => kinds.has(kind))
    ? await listItemVersions(reader, assignment)
    : [];
  return {
    items: versions.length > 0 ? await loadItemPoints(reader, assignment.department, versions) : [],
    codes: kinds.has(VisitEventKind.CONCLUDED) ? await codesOfVisit(reader, assignment) : [],
  };
}

const answering = [VisitEventKind.ANSWERED, VisitEventKind.REST_WITHOUT_PROBLEM];

/** That of many visits, once for each department's part of a campaign. */
async function readAllMatters(
  reader: Reader,
  assignments: readonly Assignment[],
  kinds: ReadonlySet<string>,
) {
  const matters = new Map<string, VisitMatters>();
  for (const assignment of assignments) {
    const key = mattersKey(assignment);
    if (!matters.has(key)) matters.set(key, await readNeeded(reader, assignment, kinds));
  }
  return matters;
}

function mattersKey({ campaign, part, department }: Assignment): string {
  return `${campaign} ${part} ${department}`;
}

/** The visits of these events, held in the order of their ids until the step ends. */
export async function holdScenes(
  unit: Unit,
  sent: readonly WrittenEvent[],
): Promise<Map<string, VisitScene>> {
  if (sent.length === 0) return new Map();
  const ids = new Set(sent.map(({ assignmentId }) => assignmentId));
  const kinds = new Set<string>(sent.map(({ kind }) => kind));
  const isPlaced = kinds.has(VisitEventKind.CHECKED_IN) || sent.some((event) => event.private?.position);
  const assignments = await unit.em.find(
    Assignment,
    { id: { $in: [...ids] } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, disableIdentityMap: true },
  );
  const found = { assignment: { $in: assignments.map(({ id }) => id) } };
  const members = await unit.em.find(AssignmentOfficer, found, { disableIdentityMap: true });
  const events = await readEvents(
    unit,
    assignments.map(({ id }) => id),
  );
  const matters = await readAllMatters(unit, assignments, kinds);
  const targets = await readTargets(unit, isPlaced ? assignments : []);
  const [teams, known] = [Map.groupBy(members, teamOf), Map.groupBy(events, teamOf)];
  return new Map(
    assignments.map((assignment) => [
      assignment.id,
      {
        assignment,
        team: teams.get(assignment.id) ?? [],
        matters: matters.get(mattersKey(assignment)) ?? { items: [], codes: [] },
        target: targets.get(`${assignment.department} ${assignment.targetRealId}`),
        known: known.get(assignment.id) ?? [],
      },
    ]),
  );
}

function teamOf({ assignment }: { readonly assignment: string }): string {
  return assignment;
}

async function readTargets(reader: Reader, assignments: readonly Assignment[]): Promise<Map<string, Target>> {
  if (assignments.length === 0) return new Map();
  const where = {
    department: { $in: [...new Set(assignments.map(({ department }) => department))] },
    realId: { $in: [...new Set(assignments.map(({ targetRealId }) => targetRealId))] },
  };
  const targets = await reader.em.find(Target, where, { disableIdentityMap: true });
  return new Map(targets.map((target) => [`${target.department} ${target.realId}`, target]));
}

/** Where a target is, as far as its register says in which datum. */
export function placeOf(target: Target | undefined) {
  const place = target && positionIn(target);
  const { longitude, latitude, datum } = place ?? {};
  return longitude != null && latitude != null && datum ? { longitude, latitude, datum } : undefined;
}

/** Whether the acting officer's certificate was valid on a day. */
export async function readCertificates(reader: Reader): Promise<(on: string) => boolean> {
  const { inspectorId } = reader.actor;
  const which = { inspector: inspectorId ?? '', status: CertificateStatus.VALID };
  const held = inspectorId ? await reader.em.find(Certificate, which, { disableIdentityMap: true }) : [];
  return (on) =>
    held.some(({ validFromOn, validToOn }) => (!validFromOn || validFromOn <= on) && (validToOn ?? '') >= on);
}
