import { type Arrived, dayOf, officersOf, type Taken, type Visit } from './world.js';

/** What follows from an exit, as docs/visits.md has it: code, days met, photos, whether another target may be asked for. */
export const exitRules: Readonly<Record<string, readonly [string | null, number, number, boolean]>> = {
  REFUSED: ['07', 1, 2, false],
  UNREACHABLE: ['05', 2, 2, false],
  CLOSED: ['08', 2, 2, true],
  MOVED: ['05', 1, 2, true],
  OUT_OF_SCOPE: ['08', 1, 1, true],
  TRANSFERRED: [null, 1, 0, false],
};

/** Points of the checklist; whether “the rest” answers one that nobody answered. */
export const pointCodes = { '1': true, '2': false, '3': false, '4': true } as const;
export type PointCode = keyof typeof pointCodes;

const parties = ['PARTY_SIGNED', 'PARTY_ABSENT', 'PARTY_REFUSED_TO_SIGN'];

/** Two events of one topic: the later may take the place of the earlier. */
function topicOf({ kind, payload, inspectorId }: Taken): string {
  if (kind === 'ANSWERED') return `point ${payload.item}/${payload.point}`;
  if (kind === 'OFFICER_SIGNED') return `signature ${inspectorId}`;
  return parties.includes(kind) ? 'party' : kind;
}

const endings: Readonly<Record<string, string>> = { EXIT: 'CHECKED_IN', EVIDENCE_ATTACHED: 'NOTED' };
const irrevocable = ['CHECKED_IN', 'TIME_CONFIRMED'];

/** Events that no other took the place of. */
export function standingOf({ events }: Pick<Visit, 'events'>): Taken[] {
  const isGone = (event: Taken) =>
    !irrevocable.includes(event.kind) &&
    events.some(
      (by) =>
        by.id !== event.id &&
        by.replaces.includes(event.id) &&
        (topicOf(by) === topicOf(event) || endings[event.kind] === by.kind),
    );
  return events.filter((event) => !isGone(event));
}

/** The different things that are said of each topic: more than one is a conflict. */
export function saidOf(visit: Pick<Visit, 'events'>): Map<string, Set<string>> {
  const said = new Map<string, Set<string>>();
  const names: Readonly<Record<string, string>> = {
    EXIT: 'exit',
    CONCLUDED: 'conclusion',
    OFF_SITE: 'method',
  };
  for (const event of standingOf(visit)) {
    const topic = topicOf(event);
    const name = names[event.kind] ?? (/^(point|party)/.test(topic) ? topic : undefined);
    if (!name) continue;
    const value = name === 'party' ? event.kind : JSON.stringify(sorted(event.payload));
    said.set(name, (said.get(name) ?? new Set()).add(value));
  }
  return said;
}

export function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function conflictsOf(visit: Pick<Visit, 'events'>): string[] {
  return [...saidOf(visit)].flatMap(([name, values]) => (values.size > 1 ? [name] : [])).sort();
}

/** The one value of a topic. */
export function settledOf(visit: Pick<Visit, 'events'>, name: string): Record<string, unknown> | undefined {
  const values = [...(saidOf(visit).get(name) ?? [])];
  return values.length === 1 && name !== 'party' ? JSON.parse(values[0] ?? '') : undefined;
}

const spoken = ['ANSWERED', 'EXIT', 'OFF_SITE', 'CONCLUDED'];

/** What officers sign, in the model's own words: equal words have equal hashes, others have others. */
export function contentOf(visit: Pick<Visit, 'events'>): string {
  const standing = standingOf(visit);
  const of = (kind: string) => standing.filter((event) => event.kind === kind);
  const said = [...saidOf(visit)].filter(([name]) => name !== 'party');
  return JSON.stringify({
    said: said.map(([name, values]) => [name, [...values].sort()]).sort(),
    rest: of('REST_WITHOUT_PROBLEM').length > 0,
    notes: of('NOTED')
      .map(({ id }) => id)
      .sort(),
    texts: standing
      .filter(({ kind, hasText }) => hasText && spoken.includes(kind))
      .map(({ id }) => id)
      .sort(),
    photos: [...new Set(of('EVIDENCE_ATTACHED').map(({ payload }) => payload.sha256))].sort(),
  });
}

const byTime = (a: Taken, b: Taken) => a.happenedAt - b.happenedAt || (a.id < b.id ? -1 : 1);

/** The signature of an officer under what stands, the first of several. */
export function countedSignature(
  visit: Pick<Visit, 'events'>,
  inspectorId: string,
  hashOf: Readonly<Record<string, string>>,
): Taken | undefined {
  const content = hashOf[contentOf(visit)];
  return standingOf(visit)
    .filter((event) => event.kind === 'OFFICER_SIGNED' && event.inspectorId === inspectorId)
    .filter(({ payload }) => payload.content === content)
    .sort(byTime)[0];
}

/** The day of the visit: that of the last beginning. */
export function visitDay({ events }: Visit): string | undefined {
  const begun = events.filter(({ kind }) => ['CHECKED_IN', 'EXIT', 'OFF_SITE'].includes(kind)).sort(byTime);
  const last = begun.at(-1);
  return last && dayOf(last.happenedAt);
}

export function unconfirmedOf({ events }: Pick<Visit, 'events'>): string[] {
  const confirmed = events.flatMap(({ kind, payload }) =>
    kind === 'TIME_CONFIRMED' ? (payload.events as string[]) : [],
  );
  return events.flatMap(({ id, isClockWrong }) => (isClockWrong && !confirmed.includes(id) ? [id] : []));
}

export function openPoints(visit: Pick<Visit, 'events'>): PointCode[] {
  const said = saidOf(visit);
  const rest = standingOf(visit).some(({ kind }) => kind === 'REST_WITHOUT_PROBLEM');
  return (Object.keys(pointCodes) as PointCode[]).filter((point) => {
    const count = said.get(`point WS-01/${point}`)?.size ?? 0;
    return count === 0 ? !(rest && pointCodes[point]) : count > 1;
  });
}

/** A file that an event names. */
export interface Named extends Omit<Arrived, 'accountId'> {
  readonly event: string;
}

const namedBy = (kind: Named['kind'], { id: event, payload }: Taken): Named => ({
  ...{ event, kind, clientId: String(payload.evidence), sha256: String(payload.sha256) },
});

const attachedOf = (visit: Visit): Named[] =>
  standingOf(visit)
    .filter(({ kind }) => kind === 'EVIDENCE_ATTACHED')
    .map((event) => namedBy('PHOTO', event));

/** The files that a result needs: all that are attached, and the party’s signatures under what stands. */
export function neededOf(visit: Visit, hashOf: Readonly<Record<string, string>>): Named[] {
  const content = hashOf[contentOf(visit)];
  const signed = standingOf(visit).filter(
    ({ kind, payload }) => kind === 'PARTY_SIGNED' && payload.content === content,
  );
  return [...attachedOf(visit), ...signed.map((event) => namedBy('PARTY_SIGNATURE', event))];
}

/** How what an event names and what has arrived fit. */
export function plightOf({ evidence }: Visit, { clientId, kind, sha256 }: Named): string {
  const piece = evidence.find((one) => one.clientId === clientId);
  if (!piece) return 'AWAITED';
  if (piece.sha256 !== sha256) return 'OTHER_CONTENT';
  return piece.kind === kind ? 'ARRIVED' : 'OTHER_KIND';
}

const arrivedOf = (visit: Visit, named: readonly Named[]): Named[] =>
  named.filter((one) => plightOf(visit, one) === 'ARRIVED');

const countOf = (pieces: readonly Named[]): number => new Set(pieces.map(({ sha256 }) => sha256)).size;

/** Client ids of the files on which a result rests: what its events name, or all that arrived where there are none. */
export function restingOn(visit: Visit, hashOf: Readonly<Record<string, string>>): string[] {
  const pieces = visit.events.length > 0 ? arrivedOf(visit, neededOf(visit, hashOf)) : visit.evidence;
  return [...new Set(pieces.map(({ clientId }) => clientId))].sort();
}

/** What an exit lacks by its rule. */
export function exitGaps(visit: Visit, exit: string, resultCode?: string): string[] {
  const [code, dayCount, photoCount] = exitRules[exit] ?? [null, 0, 0];
  const days = new Set(
    visit.events.flatMap(({ kind, payload, happenedAt }) =>
      kind === 'EXIT' && payload.exit === exit ? [dayOf(happenedAt)] : [],
    ),
  );
  const photos = countOf(arrivedOf(visit, attachedOf(visit)));
  return [
    ...(days.size < dayCount ? [`ATTEMPT ${exit}`] : []),
    ...(photos < photoCount ? [`PHOTO ${photoCount - photos}`] : []),
    ...(code && resultCode && code !== resultCode ? [`EXIT_CODE ${code}`] : []),
  ];
}

/** Whether the party's part counts: signed under what stands, absent, or refused; and not two of them. */
function partyCounts(visit: Visit, hashOf: Readonly<Record<string, string>>): boolean {
  const content = hashOf[contentOf(visit)];
  const part = standingOf(visit).filter(({ kind }) => parties.includes(kind));
  const isOne = new Set(part.map(({ kind }) => kind)).size === 1;
  return isOne && part.some(({ kind, payload }) => kind !== 'PARTY_SIGNED' || payload.content === content);
}

/** “No problem found”: that takes a piece of evidence, unless a sheet or the records of another method are it. */
const compliant = '01';

/**
 * What lacks before any result can be recorded of the events.
 * @param resultCode what the result says, where that is known
 * @param isOnPaper whether a signed sheet says it
 */
export function gapsOf(
  visit: Visit,
  hashOf: Readonly<Record<string, string>>,
  resultCode?: string,
  isOnPaper = false,
): string[] {
  const exit = settledOf(visit, 'exit')?.exit as string | undefined;
  const isOffSite = saidOf(visit).has('method');
  const needed = neededOf(visit, hashOf);
  const isShown = isOnPaper || isOffSite || arrivedOf(visit, needed).length > 0;
  const common = [
    ...conflictsOf(visit).map((name) => `CONFLICT ${name}`),
    ...unconfirmedOf(visit).map((id) => `TIME ${id}`),
    ...needed
      .map((one) => `EVIDENCE ${plightOf(visit, one)} ${one.clientId}`)
      .filter((gap) => !gap.startsWith('EVIDENCE ARRIVED')),
    ...(resultCode === compliant && !isShown ? ['EVIDENCE_NEEDED 1'] : []),
  ];
  if (exit) return [...common, ...exitGaps(visit, exit, resultCode)];
  const isHere = visit.events.some(({ kind }) => kind === 'CHECKED_IN') || isOffSite;
  return [
    ...common,
    ...(isHere ? [] : ['CHECK_IN']),
    ...openPoints(visit).map((point) => `POINT WS-01/${point}`),
    ...(isOffSite || partyCounts(visit, hashOf) ? [] : ['PARTY_SIGNATURE']),
  ];
}

/** What lacks before the events alone make the result. */
export function completionGaps(visit: Visit, hashOf: Readonly<Record<string, string>>): string[] {
  const unsigned = officersOf(visit).filter(
    ({ inspectorId }) => !countedSignature(visit, inspectorId, hashOf),
  );
  return [
    ...(settledOf(visit, 'conclusion') ? [] : ['CONCLUSION']),
    ...unsigned.map(({ realId }) => `OFFICER_SIGNATURE ${realId}`),
  ];
}
