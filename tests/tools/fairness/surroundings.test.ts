import type { History, Receipt, TrialBench } from '../../../scheduler/draw/index.js';
import { certificatePage } from '../../../tools/fairness/certificate-page.js';
import { makeCertificate } from '../../../tools/fairness/index.js';
import { summarisePairs } from '../../../tools/fairness/pair-summary.js';
import { surroundingsOf } from '../../../tools/fairness/surroundings.js';
import { drawnSample, samplePools, sampleRules } from './sample.js';

const named = (rules: ReturnType<typeof sampleRules>) => {
  for (const source of rules.entropy) if (source.type === 'witness') source.name = '市纪委<监委>';
};

test('the page of a certificate names a witness as the rules do', () => {
  const { outcome, restrictedFiles } = drawnSample(named);
  const unit = outcome.units.find(({ officers }) => officers.length > 0)!;
  const certificate = makeCertificate({
    files: restrictedFiles,
    rules: sampleRules(named),
    pools: samplePools(60),
    unit: unit.id,
    officer: unit.officers[0]!,
  });
  expect(certificate.names).toEqual({ 'w-ji': '市纪委<监委>' });
  expect(certificatePage(certificate)).toContain('市纪委&lt;监委&gt;（w-ji）');
  const number = { ...certificate, numbers: [{ name: '双色球 2026122', value: '3,7,12|9' }] };
  expect(certificatePage(number)).toContain('双色球 2026122：<code>3,7,12|9</code>');
});

test('a public number stands with its issue and what was drawn', () => {
  const receipt = {
    commit: {
      entropy: [
        { type: 'operator', id: 'op' },
        { type: 'number', id: 'ssq', name: '双色球', issue: '2026122' },
      ],
    },
    reveals: [
      { source: 0, value: '00' },
      { source: 1, value: Buffer.from('3,7,12|9').toString('hex') },
    ],
    earlier: [],
  } as unknown as Receipt;
  expect(surroundingsOf(receipt, { earlier: [] } as unknown as History)).toEqual({
    names: {},
    numbers: [{ name: '双色球 2026122', value: '3,7,12|9' }],
    earlier: [],
  });
});

test('forty per cent in units of 2^-32 is a little less, and stands at 40 %', () => {
  const p = Math.floor(0.4 * 2 ** 32) / 2 ** 32;
  expect(p).toBeLessThan(0.4);
  const table = {
    targets: [{ index: 0, slots: [{ n: 2, officers: [0, 1, 2, 3, 4] }] }],
    officers: [0, 1, 2, 3, 4].map((index) => ({ index, capacity: 1 })),
  };
  const pools = {
    strata: [{ file: { count: 1, ids: ['x:1'] } }],
    inspectors: { ids: ['a', 'b', 'c', 'd', 'e'] },
  };
  const found = {
    rows: [{ target: 0, officers: [0, 1, 2, 3, 4], probabilities: [p, p, p - 2 ** -31, 0.4, 0.4] }],
    loads: table.officers.map(() => ({ mean: 0.4 })),
    held: 0,
  };
  const { histogram } = summarisePairs({ pools } as unknown as TrialBench, table as never, found, true);
  expect([histogram[7], histogram[8]]).toEqual([0, 5]);
});
