import type { Actor } from '../../../schema/shared/unit.js';
import type { GraphqlClient } from '../../support/client.js';
import { done, MainJob } from '../../support/main-job.js';
import { startTestServer, type TestServer } from '../../support/server.js';
import { type ConfirmedVisit, CorrectionHouse } from './correction-house.js';

let server: TestServer;
let house: CorrectionHouse;
let visit: ConfirmedVisit;
beforeAll(async () => {
  server = await startTestServer({}, { start: '2026-02-09T01:00:00Z' });
  const sources = { ...server.app.sources, jobs: undefined };
  const { database, clock, close } = server;
  house = await CorrectionHouse.over(await MainJob.over({ database, clock, close, sources }));
  visit = await house.confirmed();
  await house.job.runJobs();
  done(await house.job.release((await house.job.listPublications([visit.result]))[0]?.id ?? ''));
  await house.job.runJobs();
});
afterAll(() => house.close());

async function clientOf(actor: Actor): Promise<GraphqlClient> {
  const client = await server.client();
  client.cookie = await house.job.cookieOf(actor);
  return client;
}

const told = '__typename ... on ConsoleError { code message messageEn }';

/** One step of the correction, by one of its mutations. */
async function act(actor: Actor, mutation: string, type: string, variable: unknown) {
  const isInput = typeof variable !== 'string';
  const [name, argument] = isInput ? ['input', 'input: $input'] : ['id', 'id: $id'];
  const answer = await (await clientOf(actor)).get(
    `mutation ($${name}: ${type}!) { ${mutation}(${argument}) { ${told} } }`,
    { [name]: variable },
  );
  return answer[mutation].__typename as string;
}

test('a correction goes from its request to the public record', async () => {
  const { reviewer, approver, publisher } = house.job;
  const asked = { resultId: visit.result.id, source: 'OWN_ERROR', reason: '代码选错' };
  const team = await clientOf(visit.first);
  const { requestResultCorrection } = await team.get(
    `mutation ($input: RequestResultCorrectionInput!) { requestResultCorrection(input: $input) {
      ${told} ... on ResultCorrectionRequested { correction { id state deadline { dueOn ruleCode } } } } }`,
    { input: asked },
  );
  const { id, deadline } = requestResultCorrection.correction;
  expect(deadline).toMatchObject({ ruleCode: 'result-correction' });
  const reasoned = { id, reason: '理由不充分' };
  expect(await act(approver, 'approveResultCorrection', 'ApproveResultCorrectionInput', { id })).toBe(
    'ResultCorrectionApproved',
  );
  expect(await act(approver, 'refuseResultCorrection', 'ResultCorrectionReasonInput', reasoned)).toBe(
    'ResultCorrectionStateWrong',
  );
  const { myResultCorrections } = await team.get('query { myResultCorrections { edges { node { id } } } }');
  expect(myResultCorrections.edges).toEqual([{ node: { id } }]);
  const changed = { id, resultCode: '01' };
  expect(await act(visit.first, 'recordResultCorrection', 'RecordResultCorrectionInput', changed)).toBe(
    'ResultCorrectionRecorded',
  );
  expect(await act(visit.second, 'signResultCorrection', 'UUID', id)).toBe('ResultCorrectionSigned');
  expect(await act(reviewer, 'returnResultCorrection', 'ResultCorrectionReasonInput', reasoned)).toBe(
    'ResultCorrectionReturned',
  );
  expect(await act(visit.first, 'recordResultCorrection', 'RecordResultCorrectionInput', changed)).toBe(
    'ResultCorrectionRecorded',
  );
  expect(await act(visit.second, 'signResultCorrection', 'UUID', id)).toBe('ResultCorrectionSigned');
  expect(await act(reviewer, 'confirmResultCorrection', 'UUID', id)).toBe('ResultCorrectionConfirmed');
  expect(await act(reviewer, 'withdrawResultCorrection', 'UUID', id)).toBe('ResultCorrectionNotYours');

  const desk = await clientOf(reviewer);
  const { resultCorrections } = await desk.get(
    `query { resultCorrections(isOpen: false) { edges { node { id state reason closedAt
      corrected { id version correctedAt correction { id } correctedBy { id reason } } version { id version correction { id } }
      changes { field before after afterEn } } } } }`,
  );
  const { node } = resultCorrections.edges[0];
  expect(node).toMatchObject({
    ...{ id, state: 'CONFIRMED', reason: '代码选错' },
    corrected: {
      version: 1,
      correctedAt: node.closedAt,
      correction: null,
      correctedBy: { id, reason: '代码选错' },
    },
    version: { version: 3, correction: { id } },
    changes: [{ field: 'resultCode', before: '09 发现问题待后续处理', after: '01 未发现问题' }],
  });
  const { resultChanges } = await desk.get(
    'query ($a: UUID!, $b: UUID!) { resultChanges(earlierId: $a, laterId: $b) { field label labelEn } }',
    { a: node.corrected.id, b: node.version.id },
  );
  expect(resultChanges).toEqual([{ field: 'resultCode', label: '检查结果', labelEn: 'result' }]);

  await house.job.runJobs();
  const publications = await (await clientOf(publisher)).get(
    'query { publications(state: DUE) { edges { node { id recordId version } } } }',
  );
  const due = publications.publications.edges[0].node;
  expect(due).toMatchObject({ version: 2 });
  done(await house.job.release(due.id));
  await house.job.runJobs();
  const { record } = await server
    .portal()
    .get('query ($id: UUID!) { record(id: $id) { version resultText correctedOn confirmedOn } }', {
      id: due.recordId,
    });
  expect(record).toEqual({
    ...{ version: 2, resultText: '未发现问题', correctedOn: '2026-02-10', confirmedOn: '2026-02-10' },
  });
  const { records } = await server.portal().get('query { records { edges { node { id } } } }');
  expect(records.edges).toHaveLength(1);
});
