import 'reflect-metadata';
import { eachOnce, type OfficersOf } from '../../../schema/draw/index.js';

test('an officer in two pools stands for the department where they serve on the first day', () => {
  const officer = (days?: { fromOn: string; toOn: string }) =>
    ({
      inspector: { realId: 'cert:X1' },
      ...(days ? { serving: [{ ...days, districts: [] }] } : {}),
    }) as never;
  const pools = (days: { fromOn: string; toOn: string }): OfficersOf[] => [
    { department: { code: 'home' } as never, officers: [officer()] },
    { department: { code: 'host' } as never, officers: [officer(days)] },
  ];
  const standsFor = (days: { fromOn: string; toOn: string }, reversed = false) => {
    const both = pools(days);
    return eachOnce(reversed ? both.reverse() : both, '2026-02-10').map(({ department }) => department.code);
  };
  for (const reversed of [false, true]) {
    expect(standsFor({ fromOn: '2026-02-01', toOn: '2026-03-31' }, reversed)).toEqual(['host']);
    expect(standsFor({ fromOn: '2026-03-01', toOn: '2026-03-31' }, reversed)).toEqual(['home']);
  }
});
