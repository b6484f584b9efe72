import type { VisitEventKind } from './event.js';
import type { TakenEvent } from './state.js';

/** What an event speaks of: one takes the place of another that speaks of the same. */
function slotOf({ kind, payload, inspectorId }: TakenEvent): string {
  switch (kind) {
    case 'ANSWERED':
      return `point ${payload.item}/${payload.point}`;
    case 'MEASURED':
      return `measure ${payload.name}`;
    case 'OFFICER_SIGNED':
      return `signature ${inspectorId}`;
    case 'PARTY_SIGNED':
    case 'PARTY_ABSENT':
    case 'PARTY_REFUSED_TO_SIGN':
      return 'party';
    default:
      return kind;
  }
}

/** Somebody let in after all ends an exit; a note withdraws a picture or a number. That somebody came stays. */
const endedBy: Partial<Record<VisitEventKind, VisitEventKind>> = {
  EXIT: 'CHECKED_IN',
  EVIDENCE_ATTACHED: 'NOTED',
  MEASURED: 'NOTED',
};

function takesPlace(by: TakenEvent, gone: TakenEvent | undefined): boolean {
  if (!gone || gone.id === by.id || gone.kind === 'CHECKED_IN' || gone.kind === 'TIME_CONFIRMED')
    return false;
  return slotOf(by) === slotOf(gone) || endedBy[gone.kind] === by.kind;
}

export interface StandingEvents {
  /** Each once, by its id. */
  readonly all: readonly TakenEvent[];
  /** Without those that another took the place of. */
  readonly standing: ReadonlyMap<string, TakenEvent>;
  of(...kinds: VisitEventKind[]): TakenEvent[];
}

/** What stands of a set of events. */
export function standingOf(events: readonly TakenEvent[]): StandingEvents {
  const byId = new Map(events.map((event) => [event.id, event]));
  const gone = new Set<string>();
  for (const event of byId.values()) {
    for (const id of event.replaces) if (takesPlace(event, byId.get(id))) gone.add(id);
  }
  const all = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const standing = new Map(all.filter(({ id }) => !gone.has(id)).map((event) => [event.id, event]));
  const of = (...kinds: VisitEventKind[]) =>
    [...standing.values()].filter(({ kind }) => kinds.includes(kind));
  return { all, standing, of };
}
