import { getFile } from '../../../schema/draw/index.js';
import { Target } from '../../../schema/registry/index.js';
import { done, MainJob } from '../../support/main-job.js';

/** The same world brought into another installation in another order: other rows, other database keys. */
test('the same pools give the same commitment and the same draw on any installation', async () => {
  const first = await MainJob.open();
  const second = await MainJob.open({ reversed: true });
  try {
    const [here, there] = [await filesOf(first), await filesOf(second)];
    expect(there.keys).not.toEqual(here.keys);
    expect(there.files).toEqual(here.files);
  } finally {
    await Promise.all([first.close(), second.close()]);
  }
});

async function filesOf(job: MainJob) {
  const campaign = await job.approved();
  const device = job.newDevice();
  const { draw } = done(await job.tryFreeze(campaign, {}, device));
  const frozen = { campaign, id: draw.id, commitment: draw.commitment, device, values: new Map() };
  await job.complete(frozen);
  const targets = await job.readAs().em.find(Target, {}, { orderBy: { name: 'asc' } });
  const names = ['pool/s1.jsonl', 'inspectors.jsonl', 'excluded.jsonl', 'receipt.json', 'results.jsonl'];
  return {
    keys: targets.map((target) => target.id),
    files: await Promise.all(names.map((name) => getFile(job.readAs(), frozen.id, name))),
  };
}
