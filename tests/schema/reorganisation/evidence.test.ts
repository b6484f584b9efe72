import { openEvidence } from '../../../schema/inspection/evidence/evidence.read.js';
import { BlobRole, EvidenceKind, readPinned } from '../../../schema/inspection/index.js';
import { orderRectification } from '../../../schema/inspection/rectification/rectification.order.js';
import { PersonalRecord } from '../../../schema/personal/index.js';
import { enactReorganisation, ReorganisationKind } from '../../../schema/reorganisation/index.js';
import { Role } from '../../../schema/shared/roles.js';
import { done } from '../../support/main-job.js';
import { text, VisitHouse } from '../inspection/visit/visit-house.js';

let house: VisitHouse;
beforeAll(async () => {
  house = await VisitHouse.open();
});
afterAll(() => house.close());

test('evidence goes with its visit to the successor: it is seen, confirmed and ends there', async () => {
  const { job } = house;
  const visit = await house.take();
  const photo = done(await house.upload(visit));
  const failed = house.answer(visit, '1', 'PROBLEM', { private: text('许可证未悬挂') });
  const concluded = { resultCode: '06', disposition: 'RECTIFICATION_ORDERED' };
  await house.send(visit.first, [
    ...[house.checkIn(visit), failed, ...house.answers(visit), house.attach(visit, photo)],
    house.conclusion(visit, concluded, { private: text('责令当场悬挂许可证') }),
  ]);
  await house.sign(visit);
  job.clock.set('2026-02-21T02:00:00Z');
  const { result } = done(await house.complete(visit.first, visit, '台风断网，补录'));
  const order = { assignmentId: visit.assignment.id, demand: '悬挂许可证', dayCount: 3 };
  const { rectification } = done(await job.act(visit.first, (unit) => orderRectification(unit, order)));
  const claim = { kind: EvidenceKind.RECTIFICATION, matterId: rectification.id };
  const shown = done(await house.upload(visit, claim));

  const merger = {
    ...{ kind: ReorganisationKind.MERGE, effectiveOn: '2026-02-21', documentNo: '湛编〔2026〕9号' },
    ...{ reason: '机构改革', fromCodes: [job.health.code], toCode: job.market.code },
  };
  done(await job.act(undefined, (unit) => enactReorganisation(unit, merger)));

  const sealed = { subjectId: { $in: [visit.assignment.id, photo.id, shown.id] } };
  const records = () =>
    job.readAs().em.find(PersonalRecord, sealed, { orderBy: { id: 'asc' }, disableIdentityMap: true });
  expect((await records()).length).toBeGreaterThan(5);
  expect(new Set((await records()).map(({ department }) => department))).toEqual(new Set([job.market.id]));

  const supervisor = await job.addPerson('successor-head', [Role.APPROVER], job.market);
  for (const { id } of [photo, shown]) {
    const opened = await job.act(supervisor, (unit) => openEvidence(unit, id, BlobRole.ORIGINAL));
    expect(opened).toMatchObject({ mediaType: 'image/jpeg' });
  }
  const reviewer = await job.addPerson('successor-reviewer', [Role.REVIEWER], job.market);
  done(await job.confirm(result.id, reviewer));
  const begun = (await records()).filter(({ keepToOn }) => keepToOn === '2031-02-21');
  expect(begun).toHaveLength((await records()).length - 1);
  expect((await records()).find(({ subjectId }) => subjectId === shown.id)?.keepToOn).toBeNull();
  expect((await readPinned(job.readAs(), [result.id])).get(result.id)).toMatchObject([
    { evidenceId: photo.id },
  ]);
});
