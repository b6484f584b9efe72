import { contentOf } from './content.js';
import { type Register, registerOf } from './register.js';
import { standingOf } from './standing.js';
import type { Answer, Conclusion, Measure, TakenEvent, VisitState } from './state.js';

/** Makes the SHA-256 of a text, lower-case hex. */
export type HashText = (text: string) => string;

function byTime(a: TakenEvent, b: TakenEvent): number {
  const [one, other] = [`${a.happenedAt} ${a.id}`, `${b.happenedAt} ${b.id}`];
  return one < other ? -1 : 1;
}

/** A register for each key, keys ascending. */
function registersBy<Value extends object>(
  events: readonly TakenEvent[],
  keyOf: (value: Value) => string,
): Record<string, Register<Value>> {
  const said = events.map(({ id, payload }) => ({ id, value: payload as Value }));
  const groups = [...Map.groupBy(said, ({ value }) => keyOf(value))].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(groups.map(([key, ofKey]) => [key, registerOf(ofKey)]));
}

function register<Value extends object>(events: readonly TakenEvent[], say: (event: TakenEvent) => Value) {
  return registerOf(events.map((event) => ({ id: event.id, value: say(event) })));
}

/** On which days each exit was met: an attempt stays one, whatever came after. */
function attemptsOf(events: readonly TakenEvent[]): Record<string, string[]> {
  const exits = events.filter(({ kind }) => kind === 'EXIT');
  const groups = [...Map.groupBy(exits, ({ payload }) => String(payload.exit))];
  return Object.fromEntries(
    groups
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([exit, ofExit]) => [exit, [...new Set(ofExit.map(({ happenedOn }) => happenedOn))].sort()]),
  );
}

function signaturesOf(events: readonly TakenEvent[], contentHash: string) {
  // Of one officer the signature under what stands now, else the last one.
  const best = new Map<string, TakenEvent>();
  for (const event of [...events].sort(byTime)) {
    const before = best.get(event.inspectorId);
    if (before?.payload.content !== contentHash) best.set(event.inspectorId, event);
  }
  return [...best.values()].sort(byTime).map(({ id, inspectorId, accountId, happenedAt, payload }) => ({
    event: id,
    inspectorId,
    accountId,
    at: happenedAt,
    counts: payload.content === contentHash,
  }));
}

/**
 * What a set of events says of a visit. Nothing depends on the order in which they came, on how they were sent, or on how
 * often: the set alone counts.
 */
export function foldVisit(events: readonly TakenEvent[], hash: HashText): VisitState {
  const { all, standing, of } = standingOf(events);
  const said = {
    points: registersBy<Answer>(of('ANSWERED'), ({ item, point }) => `${item}/${point}`),
    rest: [...new Set(of('REST_WITHOUT_PROBLEM').flatMap(({ payload }) => itemsOf(payload.items)))].sort(),
    measures: registersBy<Measure>(of('MEASURED'), ({ name }) => name),
    notes: of('NOTED').map(({ id }) => id),
    evidence: of('EVIDENCE_ATTACHED').map(({ id, payload }) => ({
      event: id,
      evidence: String(payload.evidence),
      sha256: String(payload.sha256),
      form: String(payload.form),
    })),
    method: register(of('OFF_SITE'), ({ payload }) => ({ method: String(payload.method) })),
    exit: register(of('EXIT'), ({ payload }) => ({ exit: String(payload.exit) })),
    conclusion: register(of('CONCLUDED'), ({ payload }) => payload as unknown as Conclusion),
  };
  const content = contentOf(said, standing);
  const contentHash = hash(content);
  const parties = of('PARTY_SIGNED', 'PARTY_ABSENT', 'PARTY_REFUSED_TO_SIGN');
  const party = register(parties, ({ kind }) => ({ kind }));
  return {
    ...said,
    eventCount: all.length,
    checkIns: of('CHECKED_IN').sort(byTime).map(checkInOf),
    attempts: attemptsOf(all),
    party,
    partyCounts: party.length === 1 && parties.some((one) => countsFor(one, contentHash)),
    servings: of('SERVED').sort(byTime).map(servingOf),
    signatures: signaturesOf(of('OFFICER_SIGNED'), contentHash),
    conflicts: conflictsOf({ ...said, party }),
    unconfirmed: unconfirmedOf(all),
    content,
    contentHash,
  };
}

function checkInOf({ id, inspectorId, happenedAt, happenedOn, payload, distanceMetres }: TakenEvent) {
  const way = String(payload.way);
  return { event: id, inspectorId, at: happenedAt, on: happenedOn, way, distanceMetres };
}

function servingOf({ id, payload, happenedOn }: TakenEvent) {
  const { way, recipient, on = happenedOn } = payload;
  return { event: id, way: String(way), recipient: String(recipient), on: String(on) };
}

function countsFor({ kind, payload }: TakenEvent, contentHash: string): boolean {
  return kind !== 'PARTY_SIGNED' || payload.content === contentHash;
}

function itemsOf(items: unknown): string[] {
  return (items as readonly { readonly item: string }[]).map(({ item }) => item);
}

type Registers = Pick<VisitState, 'points' | 'measures' | 'method' | 'exit' | 'conclusion' | 'party'>;

function conflictsOf({ points, measures, method, exit, conclusion, party }: Registers): string[] {
  const named = [
    ...Object.entries(points).map(([key, values]) => [`point ${key}`, values] as const),
    ...Object.entries(measures).map(([key, values]) => [`measure ${key}`, values] as const),
    ...Object.entries({ method, exit, conclusion, party }),
  ];
  return named.flatMap(([name, values]) => (values.length > 1 ? [name] : [])).sort();
}

function unconfirmedOf(events: readonly TakenEvent[]): string[] {
  const confirmed = new Set(
    events.flatMap(({ kind, payload }) =>
      kind === 'TIME_CONFIRMED' ? (payload.events as readonly string[]) : [],
    ),
  );
  return events.filter(({ id, isClockWrong }) => isClockWrong && !confirmed.has(id)).map(({ id }) => id);
}
