import { assignmentTransitions } from '../../schema/inspection/index.js';
import type { Stage } from './stage.js';
import { officersOf, type World } from './world.js';

/** How the visits of a sequence stand, in the words of both house and model. */
interface Standing {
  readonly visits: readonly object[];
  readonly kept: readonly object[];
  readonly changes: readonly object[];
  /** Kinds of audit events since the last look. */
  readonly audit: readonly string[];
}

/** One statement, asked after every act. Uuids and texts in the order of bytes, as the model sorts them. */
const look = `with mine as (select value::uuid as id from jsonb_array_elements_text(?::jsonb)),
  result as (select r.*, json_build_array(r.version, r.id, r.is_confirmed, r.signed_on::text, r.reviewed_by_id,
      r.returned_for is not null, r.contested_by_id, r.visited_on::text,
      (select coalesce(json_agg(json_build_array(s.inspector_id, s.account_id) order by s.inspector_id), '[]')
         from result_signature s where s.result_id = r.id),
      (select coalesce(json_agg(e.client_id order by e.client_id), '[]')
         from result_evidence p join evidence e on e.id = p.evidence_id where p.result_id = r.id),
      (select count(*) from deadline d where d.subject_id = r.id and d.subject_kind = 'result'),
      (select count(*) from job j where j.kind = 'publication.prepare' and j.key = r.id::text)) as told
    from inspection_result r where r.assignment_id in (select id from mine))
select json_build_object(
  'visits', (select coalesce(json_agg(json_build_array(a.id, a.state, a.postponed_to_on::text,
      (select coalesce(json_agg(o.inspector_id order by o.place), '[]') from assignment_officer o where o.assignment_id = a.id),
      (select coalesce(json_agg(json_build_array(e.id, e.hash) order by e.id), '[]') from visit_event e where e.assignment_id = a.id),
      (select coalesce(json_agg(json_build_array(e.client_id, e.kind, e.sha256, e.uploaded_by_id) order by e.client_id), '[]')
         from evidence e where e.assignment_id = a.id),
      (select coalesce(json_agg(r.told order by r.version), '[]') from result r where r.assignment_id = a.id),
      (select count(*) from visit v where v.assignment_id = a.id),
      (select coalesce(json_agg(c.demand order by c.demand collate "C"), '[]') from rectification c where c.assignment_id = a.id))
      order by a.id), '[]') from assignment a where a.id in (select id from mine)),
  'kept', (select coalesce(json_agg(json_build_array(k.event_id, k.account_id, k.fault, k.settled_at is not null)
      order by k.event_id, k.account_id, k.fault collate "C", k.settled_at is not null), '[]')
    from visit_event_refused k where k.assignment_id in (select id from mine)),
  'changes', (select coalesce(json_agg(json_build_array(c.id, c.state) order by c.id), '[]')
    from change_request c where c.assignment_id in (select id from mine)),
  'audit', (select coalesce(json_agg(kind order by seq), '[]') from audit_event where seq > ?),
  'seq', (select coalesce(max(seq), 0) from audit_event))::text as told`;

/** How the visits stand in the house. */
export async function readHouse(stage: Stage, world: World, after: number) {
  const ids = JSON.stringify(world.visits.map(({ id }) => id));
  const [row] = await stage.job.readAs().em.execute<{ told: string }[]>(look, [ids, after]);
  const { seq, audit, ...told } = JSON.parse(row?.told ?? '{}');
  const found: Standing = { ...told, audit: deedsOf(audit) };
  return { found, seq: Number(seq) };
}

/**
 * What the model leaves open of the audit record. Whom a draw brings in may be barred from the target by an earlier recusal and
 * is replaced in turn: how often is the draw’s chance, so that a run of substitutions is one here. Readings are no deeds
 * and are written down once an hour; which they are is held to account by the tests of readings.
 */
function deedsOf(kinds: readonly string[]): string[] {
  return kinds
    .filter((kind) => !kind.startsWith('reading.'))
    .filter((kind, place, all) => kind !== 'draw.substituted' || all[place - 1] !== kind);
}

/** How they should stand. */
export function expectationOf(world: World, audit: readonly string[]): Standing {
  const visits = [...world.visits].sort(byId).map((visit) => [
    ...[visit.id, visit.state, visit.postponedToOn, visit.team.map(({ inspectorId }) => inspectorId)],
    [...visit.events].sort(byId).map(({ id, hash }) => [id, hash]),
    [...visit.evidence]
      .map(({ clientId, kind, sha256, accountId }) => [clientId, kind, sha256, accountId])
      .sort(byFirst),
    visit.results.map((one) => {
      const signatures = one.signatures.map(({ inspectorId, accountId }) => [inspectorId, accountId]);
      const confirmed = one.isConfirmed ? 1 : 0;
      return [
        ...[
          one.version,
          one.id,
          one.isConfirmed,
          one.signedOn,
          one.reviewedBy,
          one.isReturned,
          one.contestedBy,
        ],
        ...[one.visitedOn, signatures.sort(byFirst), one.evidence, confirmed, confirmed],
      ];
    }),
    visit.results.filter(({ isConfirmed }) => isConfirmed).length,
    [...visit.demands].sort(),
  ]);
  const known = new Set(world.visits.map(({ id }) => id));
  const kept = Object.values(world.kept)
    .filter(({ assignmentId }) => assignmentId && known.has(assignmentId))
    .map(({ eventId, accountId, fault, settled }) => [eventId, accountId, fault, settled])
    .sort((a, b) => (String(a) < String(b) ? -1 : 1));
  const changes = [...world.changes].sort(byId).map(({ id, state }) => [id, state]);
  return { visits, kept, changes, audit: deedsOf(audit) };
}

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);
const byFirst = (a: readonly unknown[], b: readonly unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1);

/** All assignments of the campaign, all events, results and files of the house: none has disappeared, none came from nowhere. */
export async function checkCounts(stage: Stage, world: World): Promise<void> {
  const sum = (of: 'events' | 'results' | 'evidence') =>
    world.visits.reduce((count, visit) => count + visit[of].length, 0);
  const { assignments, events, results, evidence } = world.counts;
  const expected = {
    assignments,
    events: events + sum('events'),
    results: results + sum('results'),
    evidence: evidence + sum('evidence'),
  };
  expect(await stage.countAll(world.campaignId)).toEqual(expected);
}

/** What holds of every visit however it came there, said without the model’s predictions. */
export function checkSound(world: World): void {
  for (const visit of world.visits) {
    const { results, team, state } = visit;
    if (world.campaign === 'TERMINATED') expect(['ASSIGNED', 'HELD']).not.toContain(state);
    expect(results.map(({ version }) => version)).toEqual(results.map((_, place) => place + 1));
    const confirmed = results.filter(({ isConfirmed }) => isConfirmed);
    expect(confirmed).toHaveLength(state === 'CONFIRMED' ? 1 : 0);
    for (const { signatures, reviewedBy, enteredBy } of confirmed) {
      const signers = signatures.map(({ inspectorId }) => inspectorId).sort();
      expect(signers).toEqual(
        officersOf(visit)
          .map(({ inspectorId }) => inspectorId)
          .sort(),
      );
      const accounts = signatures.flatMap(({ accountId }) => accountId ?? []);
      expect(new Set(accounts).size).toBe(accounts.length);
      expect([...accounts, enteredBy, ...team.map(({ accountId }) => accountId)]).not.toContain(reviewedBy);
    }
  }
}

/** A sheet of paper, and events alone, record and submit in one step. */
const inOneStep = assignmentTransitions.record.from.map(
  (from) => `${from} → ${assignmentTransitions.submit.to}`,
);

const allowed = new Set([
  ...Object.values(assignmentTransitions).flatMap(({ from, to }) => from.map((one) => `${one} → ${to}`)),
  ...inOneStep,
  ...['new → ASSIGNED', 'new → HELD'],
]);

/** A state was left only by the table of transitions. */
export function checkTransition(transition: string): void {
  expect([...allowed]).toContain(transition);
}
