import { recordEvent } from '../../audit/index.js';
import type { Unit } from '../../shared/unit.js';
import { assignmentTransitions } from '../assignment.states.js';
import { moveAssignment } from '../inspection.service.js';
import {
  type Candidate,
  type EventBatch,
  type ReadBatch,
  readBatch,
  refusedFor,
  signatureFault,
} from './event.batch.js';
import { eventFaults } from './event.faults.js';
import { beginnings, judgeEvent } from './event.judge.js';
import { chunksOf, storeEvents } from './event.store.js';
import { keepRefused, settleTaken } from './refused-event.store.js';
import { foldEvents } from './visit.fold.js';
import { holdScenes, readCertificates, type VisitScene } from './visit.scene.js';
import { EventVerdict, VisitEventKind } from './visit.states.js';
import { VisitEvent } from './visit-event.entity.js';

/** Tells of which assignment the papers with these QR texts are; the room of the papers knows. */
export type FindPapers = (unit: Unit, marks: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** What became of one event. */
export interface JudgedEvent {
  /** Absent where none could be read. */
  readonly id: string | null;
  readonly verdict: EventVerdict;
  readonly fault: string | null;
  readonly message: string | null;
  readonly messageEn: string | null;
}

/** How a visit stands after the events. */
export interface VisitBrief {
  readonly assignmentId: string;
  readonly contentHash: string;
  readonly eventCount: number;
  readonly conflicts: readonly string[];
  readonly unconfirmed: readonly string[];
}

export interface TakenBatch {
  readonly verdicts: readonly JudgedEvent[];
  readonly visits: readonly VisitBrief[];
}

/**
 * Takes events of visits in, in whatever order and however often they come: each that may enter is there once, each that may
 * not is kept apart with its reason. One transaction; sent again it changes nothing.
 */
export function takeEvents(unit: Unit, batch: EventBatch, findPapers: FindPapers): Promise<TakenBatch> {
  return unit.beyond('team', (wide) => takeWithin(wide, batch, findPapers));
}

async function takeWithin(unit: Unit, batch: EventBatch, findPapers: FindPapers): Promise<TakenBatch> {
  const read = await readBatch(unit, batch);
  const { candidates } = read;
  const scenes = await holdScenes(
    unit,
    candidates.flatMap(({ event }) => event ?? []),
  );
  await judgeAll(unit, batch, read, scenes, findPapers);
  const accepted = candidates.filter(({ verdict }) => verdict === EventVerdict.ACCEPTED);
  const stored = await storeEvents(unit, accepted, scenes, read);
  const refused = candidates.filter(({ fault }) => fault);
  await keepRefused(unit, refused, batch.deviceId ?? null);
  await settleTaken(unit, accepted);
  const visits: VisitBrief[] = [];
  for (const scene of scenes.values()) {
    if (isOnTeam(unit, scene)) visits.push(await follow(unit, scene, stored.get(scene.assignment.id) ?? []));
  }
  await tellBatch(unit, accepted.length, refused.length);
  return { verdicts: candidates.map(told), visits };
}

/** Gives each event its verdict, in the order in which they were sent. */
async function judgeAll(
  unit: Unit,
  batch: EventBatch,
  { candidates, device }: ReadBatch,
  scenes: ReadonlyMap<string, VisitScene>,
  findPapers: FindPapers,
): Promise<void> {
  const taken = await readHashes(unit, candidates);
  const isSigned = batch.deviceId ? signatureFault(device) : () => undefined;
  const by = {
    actor: unit.actor,
    now: unit.now,
    deviceId: device?.id ?? null,
    isCertified: await readCertificates(unit),
    paperOf: await findPapers(unit, marksOf(candidates)),
  };
  for (const candidate of candidates) {
    const { event, timing, hash } = candidate;
    if (!event || !timing) continue;
    const known = taken.get(event.id);
    const fault = known
      ? undefined
      : (isSigned(event) ?? judgeEvent(event, timing, scenes.get(event.assignmentId), by));
    Object.assign(candidate, known ? knownAs(known === hash) : fault ? refusedFor(fault) : accepted);
    if (!known && !fault) taken.set(event.id, hash);
  }
}

const accepted = { verdict: EventVerdict.ACCEPTED };

/** An event whose id stands already is the same, or another that took its id. */
function knownAs(isSame: boolean) {
  if (isSame) return { verdict: EventVerdict.DUPLICATE };
  return { verdict: EventVerdict.CONFLICTING, fault: 'OTHER_CONTENT' as const };
}

/** What stands under the ids of these events: the hash of its content. */
async function readHashes(unit: Unit, candidates: readonly Candidate[]): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for (const some of chunksOf(candidates.flatMap(({ event }) => event?.id ?? []))) {
    const standing = await unit.em.find(
      VisitEvent,
      { id: { $in: some } },
      { fields: ['id', 'hash'], disableIdentityMap: true },
    );
    for (const { id, hash } of standing) hashes.set(id, hash);
  }
  return hashes;
}

function isOnTeam({ actor, now }: Unit, { assignment, team }: VisitScene): boolean {
  return assignment.visibleAt <= now && team.some(({ inspectorId }) => inspectorId === actor.inspectorId);
}

function marksOf(candidates: readonly Candidate[]): string[] {
  return candidates.flatMap(({ event }) =>
    event?.kind === VisitEventKind.CHECKED_IN && event.payload.way === 'NOTICE'
      ? [String(event.payload.code)]
      : [],
  );
}

/** What follows from new events of a visit: that it has begun, and what the audit record is told. */
async function follow(unit: Unit, scene: VisitScene, fresh: readonly VisitEvent[]): Promise<VisitBrief> {
  const { assignment, known } = scene;
  const state = foldEvents([...known, ...fresh]);
  const subject = { kind: 'assignment', id: assignment.id };
  const mayBegin = (assignmentTransitions.checkIn.from as readonly string[]).includes(assignment.state);
  if (mayBegin && fresh.some(({ kind }) => beginnings.includes(kind))) {
    await moveAssignment(unit, assignment, 'checkIn');
  }
  for (const event of fresh) await tell(unit, event);
  // Only an event that replaces others resolves anything.
  if (fresh.some(({ replaces }) => replaces.length > 0)) {
    const resolved = foldEvents(known).conflicts.filter((one) => !state.conflicts.includes(one));
    for (const about of resolved) {
      // The name of a quantity is somebody's own words.
      await recordEvent(unit, 'visit.conflict-resolved', subject, {
        about: about.replace(/^measure .*/, 'measure'),
      });
    }
  }
  const { eventCount, conflicts, unconfirmed, contentHash } = state;
  return { assignmentId: assignment.id, contentHash, eventCount, conflicts, unconfirmed };
}

async function tell(unit: Unit, { id, assignment, kind, payload, distanceMetres }: VisitEvent) {
  const subject = { kind: 'assignment', id: assignment };
  if (kind === VisitEventKind.CHECKED_IN) {
    await recordEvent(unit, 'visit.checked-in', subject, {
      checkInWay: payload.way,
      ...(distanceMetres == null ? {} : { distanceMetres }),
      visitEvent: id,
    });
  }
  if (kind === VisitEventKind.EXIT) {
    await recordEvent(unit, 'visit.exited', subject, { exit: payload.exit, visitEvent: id });
  }
  if (kind === VisitEventKind.OFFICER_SIGNED || kind === VisitEventKind.PARTY_SIGNED) {
    await recordEvent(unit, 'visit.signed', subject, { kind, visitEvent: id });
  }
}

async function tellBatch(unit: Unit, count: number, refusedCount: number): Promise<void> {
  if (count + refusedCount === 0) return;
  const subject = { kind: 'account', id: unit.actor.accountId ?? '' };
  await recordEvent(unit, 'visit.events-received', subject, { count, refusedCount });
}

function told({ eventId, verdict, fault }: Candidate): JudgedEvent {
  const [message, messageEn] = fault ? eventFaults[fault] : [null, null];
  return {
    id: eventId ?? null,
    verdict: verdict ?? EventVerdict.REFUSED,
    ...{ fault: fault ?? null, message, messageEn },
  };
}
