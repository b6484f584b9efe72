import { hash } from 'node:crypto';
import { eventText } from '../../../scheduler/visit/index.js';
import { type Device, holdDevice, signatureCheck } from '../../account/index.js';
import type { Unit } from '../../shared/unit.js';
import { type DeviceClock, skewOf, type Timing, timingOf } from './event.clock.js';
import type { EventFault } from './event.faults.js';
import { readEvent, readIds, type SentEvent } from './event.form.js';
import { getVisitRule } from './visit.rules.js';
import { EventVerdict } from './visit.states.js';

/** Events as they are sent, online or from a device that had no network. */
export interface EventBatch {
  /** Each as JSON gives it; a line that is no JSON as its text. */
  readonly entries: readonly unknown[];
  /** The device that signed them; absent online. */
  readonly deviceId?: string | null;
  /** By the device's clock, when it sent them. */
  readonly sentAt?: Date | null;
}

/** One of them on its way to a verdict. */
export interface Candidate {
  readonly entry: unknown;
  readonly eventId: string | undefined;
  readonly assignmentId: string | undefined;
  /** Absent where it could not be read. */
  readonly event?: SentEvent;
  readonly hash: string;
  readonly timing?: Timing;
  verdict?: EventVerdict;
  fault?: EventFault;
}

export interface ReadBatch {
  readonly candidates: readonly Candidate[];
  readonly device: Device | null;
  readonly clock: DeviceClock;
}

function readOne(entry: unknown, clock: DeviceClock): Candidate {
  const event = readEvent(entry);
  if (!event) {
    const { id, assignmentId } = readIds(entry);
    return { entry, eventId: id, assignmentId, hash: '', ...refusedFor('MALFORMED') };
  }
  return {
    ...{ entry, event, eventId: event.id, assignmentId: event.assignmentId },
    hash: hash('sha256', eventText(event), 'hex'),
    timing: timingOf(event.occurredAt, clock),
  };
}

export function refusedFor(fault: EventFault) {
  return { verdict: EventVerdict.REFUSED, fault };
}

/** Reads a batch: which of it are events, when they happened, and whose device signed them. */
export async function readBatch(unit: Unit, batch: EventBatch): Promise<ReadBatch> {
  const clock: DeviceClock = {
    skewSeconds: skewOf(unit.now, batch.sentAt),
    toleranceSeconds: await getVisitRule(unit, 'clock-tolerance'),
    now: unit.now,
  };
  const device = batch.deviceId ? await holdDevice(unit, batch.deviceId) : null;
  return { candidates: batch.entries.map((entry) => readOne(entry, clock)), device, clock };
}

/** Why an event is not taken from a device, as far as its signature tells. */
export function signatureFault(device: Device | null): (event: SentEvent) => EventFault | undefined {
  if (!device) return () => 'DEVICE_UNKNOWN';
  if (device.revokedAt) return () => 'DEVICE_REVOKED';
  const check = signatureCheck(device);
  return (event) => {
    if (!event.signature) return 'SIGNATURE_MISSING';
    return check(eventText(event), event.signature) ? undefined : 'SIGNATURE_WRONG';
  };
}
