import { randomUUID } from 'node:crypto';
import PizZip from 'pizzip';
import { AuditEvent } from '../../../../schema/audit/index.js';
import { withdrawEvidence } from '../../../../schema/inspection/evidence/evidence.withdraw.js';
import {
  Evidence,
  EvidenceKind,
  InspectionResult,
  RefusedVisitEvent,
  ResultEvidence,
  type VisitGap,
} from '../../../../schema/inspection/index.js';
import { returnResult } from '../../../../schema/inspection/review.service.js';
import { settleRefused } from '../../../../schema/inspection/visit/visit.texts.js';
import { endOverdue, PersonalRecord } from '../../../../schema/personal/index.js';
import type { Actor } from '../../../../schema/shared/unit.js';
import { done, MainJob } from '../../../support/main-job.js';
import { startTestServer, type TestServer } from '../../../support/server.js';
import { expectRefused } from '../../../support/unchanged.js';
import { makeFolder, sha256Of, type TestVisit, text, VisitHouse } from './visit-house.js';

let house: VisitHouse;
let server: TestServer;
let visit: TestVisit;
beforeAll(async () => {
  const folder = makeFolder();
  server = await startTestServer({ FAIRDRAW_EVIDENCE_STORE: folder }, { start: '2026-02-09T01:00:00Z' });
  const { database, clock, close } = server;
  const sources = { ...server.app.sources, jobs: undefined };
  house = await VisitHouse.over(await MainJob.over({ database, clock, close, sources }), folder);
});
afterAll(() => house.close());
beforeEach(async () => {
  house.job.clock.set('2026-02-10T02:00:00Z');
  visit = await house.take();
});

const complete = () => house.complete(visit.first, visit);
const gapsOf = async () => {
  const refusal = await expectRefused(house, 'VisitIncomplete', complete);
  return (refusal.gaps as VisitGap[]).map(({ kind, about }) => `${kind} ${about ?? ''}`.trim()).sort();
};
const withdraw = (id: string) =>
  house.job.act(visit.first, (unit) => withdrawEvidence(unit, id, '拍错了对象'));
/** A visit without a problem to which only evidence is lacking. */
const visited = (more: readonly unknown[] = []) =>
  house.send(visit.first, [
    house.checkIn(visit),
    ...house.answers(visit),
    house.conclusion(visit, {}, { private: text('未发现问题') }),
    ...more,
  ]);
const pinnedBy = async (result: string) => {
  const pinned = await house.job.readAs().em.find(ResultEvidence, { result });
  return pinned.map(({ evidence }) => evidence);
};
/** The console as somebody. */
async function ask(actor: Actor, query: string, variables: Record<string, unknown>) {
  const client = await server.client();
  client.cookie = await house.job.cookieOf(actor);
  return client.get(query, variables);
}
const plights = async () => {
  const query = `query ($assignmentId: UUID!) { visit(assignmentId: $assignmentId) { evidence {
    clientId plight event evidenceId } } }`;
  const shown = await ask(visit.second, query, { assignmentId: visit.assignment.id });
  const pieces = shown.visit.evidence as {
    clientId: string;
    plight: string;
    event?: string;
    evidenceId?: string;
  }[];
  return pieces.map(({ clientId, plight, event, evidenceId }) => [
    ...[clientId, plight, event !== null, evidenceId !== null],
  ]);
};

describe('what an event names', () => {
  test('is awaited until the phone has sent it, under the id that it gave it itself', async () => {
    const bytes = await house.photo();
    const [clientId, sha256] = [randomUUID(), sha256Of(bytes)];
    await visited([house.attach(visit, { clientId, sha256 })]);
    await house.sign(visit);
    expect(await gapsOf()).toEqual([`EVIDENCE AWAITED ${clientId}`, 'EVIDENCE_NEEDED 1']);
    expect(await plights()).toEqual([[clientId, 'AWAITED', true, false]]);
    const { id } = done(await house.upload(visit, { clientId }, { bytes }));
    expect(await plights()).toEqual([[clientId, 'ARRIVED', true, true]]);
    // Nobody signs anew: what arrived is what was signed.
    const { result } = done(await complete());
    expect(await pinnedBy(result.id)).toEqual([id]);
  });

  test('with other content, or of another kind, is told as such', async () => {
    const [photo, signature] = [done(await house.upload(visit)), done(await house.upload(visit))];
    await visited([house.attach(visit, { ...photo, sha256: 'a'.repeat(64) })]);
    const { contentHash: content } = await house.state(visit);
    const signed = { content, evidence: signature.clientId, sha256: signature.sha256 };
    await house.send(visit.first, [house.event(visit, 'PARTY_SIGNED', signed)]);
    for (const officer of [visit.first, visit.second]) {
      await house.send(officer, [house.event(visit, 'OFFICER_SIGNED', { content })]);
    }
    expect(await gapsOf()).toEqual([
      `EVIDENCE OTHER_CONTENT ${photo.clientId}`,
      `EVIDENCE OTHER_KIND ${signature.clientId}`,
      'EVIDENCE_NEEDED 1',
    ]);
  });

  test('and was withdrawn needs an event that takes it back', async () => {
    const [good, bad] = [done(await house.upload(visit)), done(await house.upload(visit))];
    const attached = house.attach(visit, bad);
    await visited([house.attach(visit, good), attached]);
    await house.sign(visit);
    done(await withdraw(bad.id));
    expect(await gapsOf()).toEqual([`EVIDENCE WITHDRAWN ${bad.clientId}`]);
    const note = house.event(visit, 'NOTED', {}, { replaces: [attached.id], private: text('拍错了对象') });
    await house.send(visit.first, [note]);
    await house.sign(visit);
    const { result } = done(await complete());
    expect(await pinnedBy(result.id)).toEqual([good.id]);
  });

  test('is not all that there is: an upload that no event names is shown, and not lost', async () => {
    const named = done(await house.upload(visit));
    const other = done(await house.upload(visit));
    await visited([house.attach(visit, named)]);
    expect(await plights()).toEqual([
      [named.clientId, 'ARRIVED', true, true],
      [other.clientId, 'UNNAMED', false, true],
    ]);
    await house.sign(visit);
    const { result } = done(await complete());
    expect(await pinnedBy(result.id)).toEqual([named.id]);
    done(await house.job.confirm(result.id));
    const [kept] = await house.job.readAs().em.find(PersonalRecord, { id: other.personal });
    expect(kept?.keepToOn).toBe('2031-02-10');
  });
});

describe('“no problem found”', () => {
  test('needs evidence, as the rule says', async () => {
    await visited();
    await house.sign(visit);
    expect(await gapsOf()).toEqual(['EVIDENCE_NEEDED 1']);
    const picture = await house.picture(visit);
    await house.send(visit.first, [picture]);
    await house.sign(visit);
    done(await complete());
  });

  test.each([
    [
      'a document',
      EvidenceKind.DOCUMENT,
      Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n'),
    ],
    ['the party’s signature', EvidenceKind.PARTY_SIGNATURE, undefined],
  ])('is shown by %s', async (_name, kind, bytes) => {
    const piece = done(await house.upload(visit, { kind }, bytes ? { bytes } : {}));
    const isDocument = kind === EvidenceKind.DOCUMENT;
    await visited(isDocument ? [house.attach(visit, piece, 'DOCUMENT')] : []);
    const { contentHash: content } = await house.state(visit);
    const signed = { content, evidence: piece.clientId, sha256: piece.sha256 };
    if (!isDocument) await house.send(visit.first, [house.event(visit, 'PARTY_SIGNED', signed)]);
    for (const officer of [visit.first, visit.second]) {
      await house.send(officer, [house.event(visit, 'OFFICER_SIGNED', { content })]);
    }
    const absent = house.event(visit, 'PARTY_ABSENT', {}, { private: text('负责人外出，店员不愿代签') });
    if (isDocument) await house.send(visit.first, [absent]);
    const { result } = done(await complete());
    expect(await pinnedBy(result.id)).toEqual([piece.id]);
  });
});

describe('a result and its evidence', () => {
  async function recorded() {
    const piece = done(await house.upload(visit));
    await visited([house.attach(visit, piece)]);
    await house.sign(visit);
    return { piece, result: done(await complete()).result };
  }

  test('stand together: what was withdrawn meanwhile is not confirmed, each version pins its own', async () => {
    const { piece, result } = await recorded();
    done(await withdraw(piece.id));
    const refusal = await expectRefused(house, 'ResultEvidenceWithdrawn', () => house.job.confirm(result.id));
    expect(refusal.evidenceIds).toEqual([piece.id]);
    const reason = '证据已撤回，请重录';
    done(
      await house.job.act(house.job.reviewer, (unit) => returnResult(unit, { resultId: result.id, reason })),
    );
    const [attached] = (await house.state(visit)).evidence;
    const other = done(await house.upload(visit));
    await house.send(visit.first, [
      house.attach(visit, other, 'PHOTO', { replaces: [attached?.event ?? ''] }),
    ]);
    await house.sign(visit);
    const again = done(await complete()).result;
    expect([await pinnedBy(result.id), await pinnedBy(again.id)]).toEqual([[piece.id], [other.id]]);
    await house.job.confirm(again.id).then(done);
    await expectRefused(house, 'EvidencePinned', () => withdraw(other.id));
    await expectRefused(house, 'EvidenceClosed', () => withdraw(piece.id));
  });

  test('lie in the file of the entity together, with hashes, and their terms begin on one day', async () => {
    const { piece, result } = await recorded();
    house.job.clock.set('2026-02-12T02:00:00Z');
    done(await house.job.confirm(result.id));
    const { dossier } = await ask(
      house.job.reviewer,
      `query ($realId: RealWorldId!) { dossier(realId: $realId, first: 20) { edges { node { id evidence {
        evidenceId kind paperId sha256 keepToOn } } } } }`,
      { realId: visit.assignment.targetRealId },
    );
    const entries = dossier.edges.map(({ node }: { node: { id: string } }) => node);
    expect(entries.find(({ id }: { id: string }) => id === result.id).evidence).toEqual([
      {
        ...{ evidenceId: piece.id, kind: 'PHOTO', paperId: null },
        ...{ sha256: piece.sha256, keepToOn: '2031-02-12' },
      },
    ]);
    const texts = await house.job.readAs().em.find(PersonalRecord, { subjectId: visit.assignment.id });
    expect(new Set(texts.map(({ keepToOn }) => keepToOn))).toEqual(new Set(['2031-02-12']));
  });

  test('are handed over as one archive, for those who judge evidence', async () => {
    const { piece, result } = await recorded();
    const fetchAs = async (actor: Actor) =>
      fetch(`${server.address}/results/${result.id}.zip`, {
        headers: { cookie: await house.job.cookieOf(actor) },
      });
    for (const actor of [visit.first, house.job.reviewer, house.job.stranger]) {
      expect((await fetchAs(actor)).status).toBe(404);
    }
    const answer = await fetchAs(house.job.approver);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const archive = new PizZip(await answer.arrayBuffer());
    const bytesOf = (path: string) => Buffer.from(archive.file(path)?.asUint8Array() ?? []);
    const name = `evidence/001-PHOTO-${piece.id}.jpg`;
    expect(Object.keys(archive.files)).toEqual(['result.json', 'SHA256SUMS', name]);
    expect(sha256Of(bytesOf(name))).toBe(piece.sha256);
    const said = bytesOf('result.json');
    expect(JSON.parse(said.toString())).toMatchObject({
      ...{ resultId: result.id, resultText: '未发现问题', findings: '未发现问题', version: 1 },
      evidence: [{ evidenceId: piece.id, kind: 'PHOTO', sha256: piece.sha256, file: name }],
    });
    expect(bytesOf('SHA256SUMS').toString()).toBe(
      `${sha256Of(said)}  result.json\n${piece.sha256}  ${name}\n`,
    );
    const told = {
      kind: { $in: ['result.exported', 'evidence.fetched'] },
      subjectId: { $in: [result.id, piece.id] },
    };
    expect(await house.job.readAs().em.count(AuditEvent, told)).toBe(2);
  });

  test('end together on the day after their term', async () => {
    const { piece, result } = await recorded();
    done(await house.job.confirm(result.id));
    const left = async () => {
      const subject = { subjectId: { $in: [visit.assignment.id, piece.id] }, sealedKey: { $ne: null } };
      return house.job.readAs().em.count(PersonalRecord, subject);
    };
    const end = () => house.job.act(undefined, (unit) => endOverdue(unit));
    house.job.clock.set('2031-02-10T02:00:00Z');
    await end();
    expect(await left()).toBe(4);
    house.job.clock.set('2031-02-10T17:00:00Z');
    await end();
    expect(await left()).toBe(0);
    expect(await pinnedBy(result.id)).toEqual([piece.id]);
    const row = { id: piece.id, sha256: piece.sha256 };
    expect(await house.job.readAs().em.count(Evidence, row)).toBe(1);
  });

  test('without events rests on all that was uploaded and stands', async () => {
    const [kept, gone] = [done(await house.upload(visit)), done(await house.upload(visit))];
    done(await withdraw(gone.id));
    const given = [
      { item: 'WS-01', point: '2', outcome: 'NOT_APPLICABLE', reason: '无游泳池' },
      { item: 'WS-01', point: '3', outcome: 'NO_PROBLEM', value: '齐全' },
    ];
    const draft = { points: given, restWithoutProblem: true };
    const { result } = done(await house.job.record(visit.first, visit.assignment.id, draft as never));
    expect(await pinnedBy(result.id)).toEqual([kept.id]);
    expect(await house.job.readAs().em.count(InspectionResult, { lateReasonRecordId: null })).toBeGreaterThan(
      0,
    );
  });
});

test('what was refused ends two years after it came, whether anybody settled it or not', async () => {
  const { accountId } = visit.second;
  const strange = () => house.answer(visit, '9', 'PROBLEM');
  expect(await house.verdicts(visit.second, [strange(), strange()])).toEqual(Array(2).fill('POINT_UNKNOWN'));
  const rows = await house.job.readAs().em.find(RefusedVisitEvent, { accountId, settledAt: null });
  const [one] = rows;
  const reason = '检查点编码填错';
  done(await house.job.act(visit.second, (unit) => settleRefused(unit, { id: one?.id ?? '', reason })));
  const ids = rows.map(({ recordId }) => recordId);
  const records = await house.job.readAs().em.find(PersonalRecord, { id: { $in: ids } });
  expect(records.map(({ retention, keepToOn }) => [retention, keepToOn])).toEqual(
    rows.map(() => ['REFUSED_EVENT', '2028-02-10']),
  );
});
