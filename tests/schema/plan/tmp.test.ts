import { MainJob } from '../../support/main-job.js';
test('x', async () => {
  const job = await MainJob.open();
  const c = await job.approved();
  console.log(JSON.stringify(c.strata), await job.readAs().em.execute('select strata from campaign'));
  await job.close();
});
