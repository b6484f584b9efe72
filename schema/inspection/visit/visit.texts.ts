import { recordEvent } from '../../audit/index.js';
import { readPersonal } from '../../personal/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { RefusedEventNotFound, RefusedEventSettledAlready } from './visit.errors.js';
import { refusedOf } from './visit.read.js';
import { RefusedVisitEvent, type VisitEvent } from './visit-event.entity.js';

/** What is kept encrypted of one event. */
export interface EventText {
  readonly eventId: string;
  readonly text: string | null;
  readonly longitude: string | null;
  readonly latitude: string | null;
  /** Of what was refused: all of it, as it came. */
  readonly content: string | null;
}

const none = { text: null, longitude: null, latitude: null, content: null };

/** Opens the texts and places of these events, which were rightly found; each opening is written down. */
export async function openTexts(unit: Unit, events: readonly VisitEvent[]): Promise<EventText[]> {
  const texts: EventText[] = [];
  for (const { id, recordId } of events) {
    const content = recordId ? await readPersonal(unit, recordId) : undefined;
    if (!content || isRefusal(content)) continue;
    const { text = null, longitude = null, latitude = null } = content.fields ?? {};
    texts.push({ ...none, eventId: id, text, longitude, latitude });
  }
  return texts;
}

/** Opens what was refused, as it came. */
export async function openRefused(unit: Unit, id: string): Promise<EventText | RefusedEventNotFound> {
  const refused = await findRefused(unit, id);
  if (!refused) return new RefusedEventNotFound();
  const content = await readPersonal(unit, refused.recordId);
  if (isRefusal(content)) return new RefusedEventNotFound();
  return {
    ...none,
    eventId: refused.eventId ?? refused.id,
    content: new TextDecoder().decode(content.bytes),
  };
}

/** The actor's own, or one of a department that they review. */
function findRefused(unit: Unit, id: string): Promise<RefusedVisitEvent | null> {
  return unit.em.findOne(RefusedVisitEvent, { id, ...refusedOf(unit) });
}

/** A person has looked at what was refused, and says what became of it. */
export async function settleRefused(
  unit: Unit,
  { id, reason }: { readonly id: string; readonly reason: string },
) {
  const refused = await findRefused(unit, id);
  if (!refused) return new RefusedEventNotFound();
  if (refused.settledAt) return new RefusedEventSettledAlready();
  const settled = { settledAt: unit.now, settledById: unit.actor.accountId ?? null, settledFor: reason };
  await unit.em.nativeUpdate(RefusedVisitEvent, { id }, settled);
  await recordEvent(
    unit,
    'visit.refused-settled',
    { kind: 'refused-visit-event', id },
    { fault: refused.fault },
  );
  return { __typename: 'RefusedEventSettled' as const, refused: Object.assign(refused, settled) };
}
