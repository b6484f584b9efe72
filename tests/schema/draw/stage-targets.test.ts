import { createHash } from 'node:crypto';
import { verifyRestricted } from '../../../scheduler/draw/index.js';
import { AuditEvent } from '../../../schema/audit/index.js';
import { DrawnUnit, handDown } from '../../../schema/draw/index.js';
import { Reading } from '../../../schema/personal/index.js';
import { DrawMode, DrawStage, HandedRow, importHandedList } from '../../../schema/plan/index.js';
import { ImportKind, ImportMode, saveUpload } from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import { done, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';
import { rowsOfWorkbook } from '../plan/list-file.js';

let job: MainJob;
beforeAll(async () => {
  job = await MainJob.open();
});
afterAll(() => job.close());

const documentNo = '湛卫抽〔2026〕3号';

test('a draw of targets alone draws no officer, and dispatches nobody', async () => {
  const drawn = await job.drawn({ stage: DrawStage.TARGETS });
  expect(await job.listAssignments(drawn)).toEqual([]);
  const units = await job.readAs().em.find(DrawnUnit, { draw: drawn.id, isReserve: false });
  expect(units).toHaveLength(9);
  expect(units.every(({ officers, isHeld }) => officers.length === 0 && !isHeld)).toBe(true);
  const bundle = await job.readBundle(drawn, 'restricted');
  expect(Object.keys(bundle)).not.toContain('table.json');
  expect(verifyRestricted(bundle)).toMatchObject({ ok: true });
});

test('it ends with a list that is handed down, and that the department below takes as it is', async () => {
  const drawn = await job.drawn({ stage: DrawStage.TARGETS, mode: DrawMode.CONFIDENTIAL });
  const file = done(await job.act(job.planner, (unit) => handDown(unit, drawn.id, documentNo)));
  const rows = await rowsOfWorkbook(file.bytes);
  expect(rows).toHaveLength(9);
  const draw = await job.getDraw(drawn.id);
  expect(rows[0]).toMatchObject({
    ...{ 序号: '1', 文号: documentNo, 任务编号: drawn.campaign.code, 抽查事项: 'WS-01' },
    ...{ 检查期限起: '2026-02-10', 检查期限止: '2026-03-31', 抽取凭据: draw.receiptHash, 检查结果代码: '' },
  });
  // Who made the list knows what a confidential draw has drawn.
  const { em } = job.readAs();
  expect(await em.count(Reading, { draw: drawn.id, account: job.planner.accountId ?? '' })).toBe(1);
  const [event] = await em.find(AuditEvent, { kind: 'draw.handed-down', subjectId: drawn.id });
  expect(event?.data).toMatchObject({ documentNo, count: 9 });

  // Below: the same targets are in the register of the county.
  const county = await job.addPerson('county.planner', [Role.PLAN_OWNER], job.market);
  const csv = rows.map((one) => `${one.检查对象名称},${one.许可证号},440800,A,存续\n`).join('');
  await job.bringIn(
    ImportKind.ENTITIES,
    `企业名称,许可证号,区划代码,风险等级,登记状态\n${csv}`,
    job.market.id,
  );
  const bytes = Buffer.from(file.bytes);
  const upload = done(
    await job.act(county, (unit) =>
      saveUpload(unit, {
        ...{ fileName: file.fileName, size: bytes.length },
        sha256: createHash('sha256').update(bytes).digest('hex'),
        parts: (async function* () {
          yield bytes;
        })(),
      }),
    ),
  );
  const taken = done(
    await job.act(county, (unit) =>
      importHandedList(unit, {
        ...{ uploadId: upload.id, issuer: '湛江市卫生健康局', title: '市级下达名单' },
        ...{ receivedOn: '2026-02-09', resultSystem: 'default', mode: ImportMode.ALL_OR_NOTHING },
      }),
    ),
  );
  // The document number stands in every row of the list.
  expect(taken.list).toMatchObject({ documentNo, rowCount: 9, rejectedCount: 0 });
  const listed = await job.readAs().em.find(HandedRow, { list: taken.list.id });
  const drawnIds = (await em.find(DrawnUnit, { draw: drawn.id, isReserve: false })).map(
    ({ realId }) => realId,
  );
  expect(listed.map(({ realId }) => realId).sort()).toEqual(drawnIds.sort());
});

test('nothing is handed down of a draw with officers, before the draw, or of a rehearsal', async () => {
  const both = await job.drawn();
  await expectRefused(job, 'NothingToHandDown', () =>
    job.act(job.planner, (unit) => handDown(unit, both.id, documentNo)),
  );
  const frozen = await job.freeze(await job.approved({ stage: DrawStage.TARGETS }));
  await expectRefused(job, 'NothingToHandDown', () =>
    job.act(job.planner, (unit) => handDown(unit, frozen.id, documentNo)),
  );
  await expectRefused(job, 'DrawNotFound', () =>
    job.act(job.stranger, (unit) => handDown(unit, frozen.id, documentNo)),
  );
  const rehearsal = await MainJob.open({ training: true });
  try {
    const drawn = await rehearsal.drawn({ stage: DrawStage.TARGETS });
    await expectRefused(rehearsal, 'NothingToHandDown', () =>
      rehearsal.act(rehearsal.planner, (unit) => handDown(unit, drawn.id, documentNo)),
    );
  } finally {
    await rehearsal.close();
  }
});
