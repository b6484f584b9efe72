import { createHash } from 'node:crypto';
import { type Draw as LoggedDraw, readLog } from '../../scheduler/draw/index.js';
import type { Row, Snapshot } from './crash-snapshot.js';

/** Collects what does not hold. */
class Findings {
  readonly faults: string[] = [];

  constructor(readonly snapshot: Snapshot) {}

  check(holds: boolean, what: string): void {
    if (!holds) this.faults.push(what);
  }

  same(found: unknown, wanted: unknown, what: string): void {
    const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
    if (a !== b) this.faults.push(`${what}: ${a}, not ${b}`);
  }

  /** How many audit events of a kind a subject has. */
  events(kind: string, subjectId: unknown): number {
    return this.snapshot.audit_event.filter((event) => event.kind === kind && event.subject_id === subjectId)
      .length;
  }

  job(kind: string, key: unknown): Row | undefined {
    return this.snapshot.job.find((job) => job.kind === kind && job.key === key);
  }

  /** Every event of a kind has its row and every row its one event. */
  paired(kind: string, rows: readonly Row[], idOf: (row: Row) => unknown = (row) => row.id): void {
    const told = this.snapshot.audit_event.filter((event) => event.kind === kind);
    this.same(told.map((event) => event.subject_id).sort(), rows.map(idOf).sort(), `${kind} and its rows`);
  }
}

function checkRegistry(find: Findings): void {
  const { snapshot } = find;
  find.paired('registry.imported', snapshot.import_run);
  for (const run of snapshot.import_run) {
    const event = snapshot.audit_event.find((one) => one.subject_id === run.id);
    const counts = [run.row_count, run.created_count, run.updated_count];
    const told = [event?.data.rowCount, event?.data.createdCount, event?.data.updatedCount];
    find.same(told, counts, `import ${run.id} and its event`);
    const kept = snapshot.upload.some((upload) => upload.sha256 === run.file_hash);
    find.check(!kept, `import ${run.id} left its upload behind`);
  }
  for (const upload of snapshot.upload) find.same(upload.held, upload.size, 'bytes of an upload');
  const newest = (kind: string) =>
    [...snapshot.import_run].sort((a, b) => (a.id < b.id ? 1 : -1)).find((run) => run.kind === kind);
  // Every file changes every row, so all rows stem from the newest import of their kind.
  const { row_count: targetCount, id: targetRun } = newest('ENTITIES') ?? {};
  find.same(
    snapshot.target.map(({ import_run_id, count }) => [import_run_id, count]),
    [[targetRun, targetCount]],
    'targets by import',
  );
  const { row_count: officerCount, id: officerRun } = newest('INSPECTORS') ?? {};
  find.same(
    snapshot.inspector.map(({ import_run_id, count }) => [import_run_id, count]),
    [[officerRun, officerCount]],
    'inspectors by import',
  );
  find.same(
    snapshot.certificate.map(({ count }) => count),
    [officerCount],
    'certificates by their last day',
  );
  const itemRuns = snapshot.import_run.filter((run) => run.kind === 'ITEMS');
  find.same(
    snapshot.item.map(({ version, count }) => `${version}:${count}`).sort(),
    itemRuns.map((run, n) => `${n + 1}:${run.row_count}`).sort(),
    'versions of the item list',
  );
}

const statesOfLog: Readonly<Record<string, string>> = {
  ...{ frozen: 'FROZEN', anchored: 'ANCHORED', revealing: 'REVEALING', complete: 'REVEALING' },
  ...{ drawn: 'DRAWN', opened: 'OPENED', void: 'VOID', lapsed: 'LAPSED' },
};
const running = ['FROZEN', 'ANCHORED', 'REVEALING'];

function checkCampaigns(find: Findings): void {
  const { snapshot } = find;
  find.paired('plan.created', snapshot.plan);
  find.paired('campaign.created', snapshot.campaign);
  find.paired(
    'campaign.approved',
    snapshot.campaign.filter((campaign) => campaign.state !== 'DRAFT'),
  );
  for (const { id, code, state } of snapshot.campaign) {
    const states = snapshot.draw.filter((draw) => draw.campaign_id === id).map((draw) => draw.state);
    const isDrawn = states.some((one) => one === 'DRAWN' || one === 'OPENED');
    find.same(state === 'DRAWN', isDrawn, `campaign ${code} is drawn`);
    find.same(
      state === 'FROZEN',
      states.some((one) => running.includes(one)),
      `campaign ${code} is frozen`,
    );
  }
}

/** The logs by authority and series, read with all their signatures. */
function readLogs(find: Findings): Map<string, LoggedDraw> {
  const logged = new Map<string, LoggedDraw>();
  const chains = Map.groupBy(find.snapshot.draw_event, (event) => `${event.authority} ${event.series}`);
  for (const [name, events] of chains) {
    const ordered = [...events].sort((a, b) => a.seq - b.seq);
    find.same(
      ordered.map((event) => event.seq),
      ordered.map((_, n) => n + 1),
      `numbers of log ${name}`,
    );
    const log = readLog(ordered.map((event) => event.line).join(''));
    find.same(
      ordered.map((event) => event.hash),
      log.hashes,
      `hashes of log ${name}`,
    );
    for (const [commitment, draw] of log.draws) logged.set(commitment, draw);
  }
  return logged;
}

function checkDraws(find: Findings): void {
  const { snapshot } = find;
  const logged = readLogs(find);
  find.same(
    snapshot.draw.map((draw) => draw.commitment).sort(),
    [...logged.keys()].sort(),
    'draws and the log',
  );
  find.paired('draw.frozen', snapshot.draw);
  for (const draw of snapshot.draw) {
    const log = logged.get(draw.commitment);
    if (log) checkDraw(find, draw, log);
  }
}

function checkDraw(find: Findings, draw: Row, log: LoggedDraw): void {
  const { snapshot } = find;
  const name = `draw ${draw.commitment.slice(0, 8)}`;
  const isDrawn = draw.state === 'DRAWN' || draw.state === 'OPENED';
  find.same(draw.state, statesOfLog[log.state], `${name}: state and log`);
  find.same(draw.receipt_hash, log.receipt?.receiptHash ?? null, `${name}: receipt`);
  const counts = [
    ['draw.anchored', log.anchors.length],
    ['draw.revealed', log.reveals.filter(Boolean).length],
    ['draw.drawn', log.receipt ? 1 : 0],
    ['draw.opened', log.opening ? 1 : 0],
    ['draw.lapsed', log.lapse ? 1 : 0],
  ] as const;
  for (const [kind, count] of counts) find.same(find.events(kind, draw.id), count, `${name}: ${kind}`);
  const files = snapshot.draw_file.filter((file) => file.draw_id === draw.id);
  const names = files.map((file) => file.name);
  find.check(
    files.every((file) => file.parts === file.last + 1),
    `${name}: parts of its files`,
  );
  for (const file of ['rules.json', 'statement.json', 'inspectors.jsonl', 'register.jsonl']) {
    find.check(names.includes(file), `${name}: ${file}`);
  }
  for (const file of ['receipt.json', 'results.jsonl', 'selected.jsonl', 'nodes.json', 'pool-key.json']) {
    find.same(names.includes(file), isDrawn, `${name}: ${file}`);
  }
  const units = snapshot.drawn_unit.filter((unit) => unit.draw_id === draw.id);
  const drawn = units.filter((unit) => !unit.is_reserve);
  find.same(drawn.length, draw.drawn_count ?? 0, `${name}: drawn units`);
  const { strata = [] } = snapshot.campaign.find((campaign) => campaign.id === draw.campaign_id) ?? {};
  const reserveCount = strata.reduce((sum: number, stratum: Row) => sum + stratum.reserve, 0);
  find.same(units.length - drawn.length, isDrawn ? reserveCount : 0, `${name}: units in reserve`);
  checkDrawJobs(find, draw, drawn, name);
}

function checkDrawJobs(find: Findings, draw: Row, drawn: readonly Row[], name: string): void {
  const isDrawn = draw.state === 'DRAWN' || draw.state === 'OPENED';
  const dispatch = find.job('inspection.dispatch', draw.id);
  const open = find.job('draw.open', draw.id);
  const lapse = find.job('draw.lapse', draw.id);
  find.same(dispatch !== undefined, isDrawn, `${name}: dispatch job`);
  find.same(open !== undefined, isDrawn && draw.reveal_by !== null, `${name}: opening job`);
  find.check(lapse !== undefined, `${name}: lapse job`);
  if (lapse?.state === 'DONE') find.check(!running.includes(draw.state), `${name}: lapse job done`);
  find.same(open?.state === 'DONE', draw.opened_at !== null, `${name}: opened`);
  const isDispatched = dispatch?.state === 'DONE';
  const assignments = find.snapshot.assignment.filter((one) => one.draw_id === draw.id);
  find.same(assignments.length, isDispatched ? drawn.length : 0, `${name}: assignments`);
  find.same(find.events('assignment.dispatched', draw.id), isDispatched ? 1 : 0, `${name}: dispatched`);
  const announce = find.job('hand-out.announce', draw.id);
  find.same(announce !== undefined, isDispatched, `${name}: job that tells the teams`);
  for (const { id, target_real_id } of assignments) {
    const team = find.snapshot.assignment_officer.filter((one) => one.assignment_id === id);
    const unit = drawn.find((one) => one.real_id === target_real_id);
    find.same(team.map((one) => one.real_id).sort(), [...(unit?.officers ?? [])].sort(), `${name}: team`);
  }
}

/** How many signatures an assignment of a state has; nothing for one without a result. */
const signatures: Readonly<Record<string, number | undefined>> = { RECORDED: 1, SUBMITTED: 2, CONFIRMED: 2 };

function checkResults(find: Findings): void {
  const { snapshot } = find;
  const results = snapshot.inspection_result;
  find.paired('result.recorded', results);
  find.paired('result.signed', snapshot.result_signature, (row) => row.result_id);
  find.paired(
    'result.confirmed',
    results.filter((result) => result.is_confirmed),
  );
  for (const { id, state } of snapshot.assignment) {
    const own = results.filter((result) => result.assignment_id === id);
    find.same(own.length, signatures[state] ? 1 : 0, `assignment ${id} (${state}): results`);
    const [result] = own;
    if (!result) continue;
    const signed = snapshot.result_signature.filter((one) => one.result_id === result.id).length;
    find.same(signed, signatures[state], `assignment ${id} (${state}): signatures`);
    find.same(result.signed_on !== null, signed === 2, `result ${result.id}: day of its signatures`);
    find.same(result.is_confirmed, state === 'CONFIRMED', `result ${result.id}: confirmed`);
    checkConfirmed(find, result, id);
  }
}

function checkConfirmed(find: Findings, result: Row, assignmentId: string): void {
  const { snapshot } = find;
  const count = result.is_confirmed ? 1 : 0;
  const name = `result ${result.id}`;
  const deadlines = snapshot.deadline.filter((deadline) => deadline.subject_id === result.id);
  const visits = snapshot.visit.filter((visit) => visit.assignment_id === assignmentId);
  const prepare = find.job('publication.prepare', result.id);
  const publications = snapshot.publication.filter((publication) => publication.subject_id === result.id);
  find.same(deadlines.length, count, `${name}: deadline`);
  find.same(visits.length, count, `${name}: visit in the register`);
  find.same(prepare !== undefined, count === 1, `${name}: job of its publication`);
  find.same(publications.length, prepare?.state === 'DONE' ? 1 : 0, `${name}: publication`);
}

function checkPublications(find: Findings): void {
  const { snapshot } = find;
  const { publication } = snapshot;
  const published = publication.filter((one) => one.state === 'PUBLISHED');
  find.paired('publication.due', publication);
  find.paired(
    'publication.released',
    publication.filter((one) => one.state !== 'DUE'),
  );
  find.paired('publication.published', published);
  const ids = published.map((one) => one.id).sort();
  find.same(snapshot.public_record.map((record) => record.id).sort(), ids, 'public records');
  find.same(snapshot.channel_receipt.map((receipt) => receipt.publication_id).sort(), ids, 'receipts');
  for (const { id, state, public_text, public_hash } of publication) {
    const job = find.job('publication.publish', id);
    find.same(job !== undefined, state !== 'DUE', `publication ${id} (${state}): job`);
    find.same(job?.state === 'DONE', state === 'PUBLISHED', `publication ${id} (${state}): job done`);
    find.same(createHash('sha256').update(public_text).digest('hex'), public_hash, `publication ${id}: hash`);
  }
}

function checkJobs(find: Findings): void {
  const { job } = find.snapshot;
  find.same(
    job.filter((one) => one.state === 'GIVEN_UP' || one.last_error).map((one) => [one.kind, one.last_error]),
    [],
    'jobs that failed',
  );
  const wanted = ['inspection.dispatch', 'hand-out.announce', 'draw.open', 'draw.lapse'];
  const subjects = new Set([
    ...find.snapshot.draw.map((draw) => draw.id),
    ...find.snapshot.inspection_result.map((result) => result.id),
    ...find.snapshot.publication.map((publication) => publication.id),
  ]);
  // What is counted again and again is about no record of its own.
  const ofRecords = job.filter(({ kind }) => kind.startsWith('publication.') && kind !== 'publication.count');
  const known = [...job.filter(({ kind }) => wanted.includes(kind)), ...ofRecords];
  find.same(
    known.filter((one) => !subjects.has(one.key)).map((one) => one.kind),
    [],
    'jobs about nothing',
  );
}

/** Everything in which an effect stands without its cause, its event or its counterpart; empty when all is whole. */
export function findFaults(snapshot: Snapshot): string[] {
  const find = new Findings(snapshot);
  find.paired('account.created', snapshot.account);
  find.paired('account.key-registered', snapshot.witness_key);
  checkRegistry(find);
  checkCampaigns(find);
  checkDraws(find);
  checkResults(find);
  checkPublications(find);
  checkJobs(find);
  return find.faults;
}
