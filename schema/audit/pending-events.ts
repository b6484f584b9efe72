import type { Unit } from '../shared/unit.js';
import { AuditEvent } from './audit-event.entity.js';

const pending = new WeakMap<object, AuditEvent[]>();

/** A step is one transaction, whichever entity manager looks at it. */
function transactionOf(unit: Unit): object {
  return unit.em.getTransactionContext() ?? unit.em;
}

/** Keeps an event until its step commits. */
export function holdEvent(unit: Unit, event: AuditEvent): void {
  const step = transactionOf(unit);
  const events = pending.get(step);
  if (events) events.push(event);
  else pending.set(step, [event]);
}

/**
 * Writes what a step recorded, in one insert. It is the last thing before the commit: from here on no other step finds
 * its place in the chain until this one has ended, and nobody who holds that place waits for anything else.
 */
export async function writeHeldEvents(unit: Unit): Promise<void> {
  const step = transactionOf(unit);
  const events = pending.get(step);
  if (!events) return;
  pending.delete(step);
  await unit.em.insertMany(AuditEvent, events);
}
