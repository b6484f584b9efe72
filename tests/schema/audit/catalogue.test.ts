import 'reflect-metadata';
import { getMetadataStorage } from 'type-graphql';
import { AuditEvent, type AuditEventKind, auditCatalogue, auditEvents } from '../../../schema/audit/index.js';
import { DrawMode } from '../../../schema/plan/index.js';
import { isRefusal } from '../../../schema/shared/refusal.js';
import { consoleResolvers } from '../../../server/http/console-schema.js';
import { MainJob } from '../../support/main-job.js';
import { readCalls, readSources } from './source-calls.js';

const kinds = Object.keys(auditEvents) as AuditEventKind[];
const sources = readSources('schema', 'server', 'tools/cli').filter(
  ({ file }) => !/audit\.(events|details)\.ts$/.test(file),
);

describe('the catalogue', () => {
  test.each(kinds)('%s is said in both languages', (kind) => {
    const { zh, en, subject, data } = auditCatalogue[kind];
    expect(`${kind} is about ${subject}`).toMatch(/ is about [a-zA-Z-]+$/);
    expect(zh).toMatch(/^[\u4e00-\u9fff、，（）]+$/);
    expect(en).toMatch(/^[\x20-\x7e]+$/);
    for (const [field, meaning] of Object.entries(data)) {
      expect(`${field}: ${meaning}`).toMatch(/^\w+: .*[\u4e00-\u9fff].* \/ [a-zA-Z]/);
    }
  });

  test.each(kinds)('%s is recorded somewhere', (kind) => {
    expect(sources.some(({ text }) => text.includes(`'${kind}'`))).toBe(true);
  });

  test('whatever is recorded is of the catalogue', () => {
    const named = sources.flatMap(({ text }) =>
      [...text.matchAll(/recordEvent\(\s*\w+,\s*'([^']+)'/g)].map(([, kind]) => kind as string),
    );
    expect(named.length).toBeGreaterThan(60);
    expect(named.filter((kind) => !(kind in auditEvents))).toEqual([]);
  });
});

/** Mutations that keep nothing: each says why. */
const silent: Readonly<Record<string, string>> = {
  compareSheet: 'shows what a sheet would change',
  readMessages: 'whether somebody has read a message of their own; the message keeps it',
  startImport: 'the import is recorded when it has run (registry.imported)',
};

/** Readings that are recorded. */
const recorded: readonly string[] = [
  ...['assignments', 'dossier', 'drawnUnits', 'evidenceCapture', 'handDownProposal', 'handedRows'],
  ...['interests', 'myAssignments', 'myVisits', 'personalRecordsOf', 'refusedVisitEventText', 'slip'],
  ...['visit', 'visitTexts'],
];

describe('who reaches the record, by the source', () => {
  const { mutations, queries } = getMetadataStorage();
  const { reach } = readCalls('schema');
  const named = (operations: typeof mutations) =>
    operations
      .filter(({ target }) => consoleResolvers.includes(target as never))
      .map(({ target, methodName, schemaName }) => ({
        schemaName,
        isRecorded: reach(`${(target as { name: string }).name}.${methodName}`).has('recordEvent'),
      }));

  test('every mutation of the console does, save those that keep nothing', () => {
    const own = named(mutations);
    expect(own.length).toBeGreaterThan(70);
    const unrecorded = own.filter(({ isRecorded }) => !isRecorded).map(({ schemaName }) => schemaName);
    expect(unrecorded.sort()).toEqual(Object.keys(silent).sort());
  });

  test('no query does, save those whose reading is recorded', () => {
    const own = named(queries);
    expect(own.length).toBeGreaterThan(40);
    const reading = own.filter(({ isRecorded }) => isRecorded).map(({ schemaName }) => schemaName);
    expect(reading.sort()).toEqual(recorded);
  });
});

describe('over the main job', () => {
  let job: MainJob;
  const seen: { refused: boolean; kinds: string[] }[] = [];
  beforeAll(async () => {
    job = await MainJob.open();
    const act = job.act.bind(job);
    const listed = async () => job.readAs().em.find(AuditEvent, {}, { orderBy: { seq: 'asc' } });
    job.act = async (actor, work) => {
      const before = (await listed()).length;
      const value = await act(actor, work);
      const added = (await listed()).slice(before).map(({ kind }) => kind);
      if (actor) seen.push({ refused: isRefusal(value), kinds: added });
      return value;
    };
    const draw = await job.drawn({ mode: DrawMode.OPEN });
    const campaign = await job.approved({ strata: [{ riskClass: 'A', count: 99, reserve: 0 }] });
    await job.tryFreeze(campaign);
    await job.tryRevealOperator(draw);
    await job.approve(campaign.id, job.stranger);
    job.clock.set('2026-02-10T02:00:00Z');
    await job.published(await job.inspected(draw));
  });
  afterAll(() => job.close());

  test('every step that went through left an event, and none that was refused', () => {
    const refused = seen.filter((step) => step.refused);
    expect(refused.length).toBeGreaterThanOrEqual(3);
    expect(refused.flatMap((step) => step.kinds)).toEqual([]);
    const done = seen.filter((step) => !step.refused);
    expect(done.length).toBeGreaterThan(30);
    expect(done.filter((step) => step.kinds.length === 0)).toEqual([]);
  });

  test('events are about what the catalogue says, with the fields that it names, and no person', async () => {
    const events = await job.readAs().em.find(AuditEvent, {});
    for (const { kind, subjectKind, data } of events) {
      const entry = auditCatalogue[kind as AuditEventKind];
      expect([kind, subjectKind]).toEqual([kind, entry.subject]);
      expect([kind, Object.keys(data).filter((field) => !(field in entry.data))]).toEqual([kind, []]);
    }
    expect(JSON.stringify(events.map(({ data }) => data))).not.toMatch(/饮食店|演员|现场情况/);
  });
});
