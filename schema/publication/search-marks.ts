import { Department, listDivisionsAbove } from '../department/index.js';
import { InspectionResult } from '../inspection/index.js';
import { isNaturalPerson, Target } from '../registry/index.js';
import type { Unit } from '../shared/unit.js';
import type { PublicEdition } from './public-edition.js';
import type { Publication } from './publication.entity.js';
import { PublicationKind } from './publication.states.js';

/** All beginnings of codes of GB/T 4754, each once: of `F52` also `F` and `F5`. */
function prefixesOf(codes: readonly string[]): string[] {
  const all = codes.flatMap((code) => [...code].map((_, end) => code.slice(0, end + 1)));
  return [...new Set(all)].sort();
}

/** The trades of a unit, by every department's register: codes alone, and none of what is or stands below a person. */
async function readTrades(unit: Unit, realId: string): Promise<string[]> {
  const targets = await unit.beyond('entity', ({ em }) => em.find(Target, { realId }));
  return targets.some(isNaturalPerson) ? [] : prefixesOf(targets.flatMap(({ tradeCodes }) => tradeCodes));
}

/** What the public searches a record by that its frozen edition does not say, as it is when the record is made public. */
export async function readSearchMarks(
  unit: Unit,
  { kind, subjectId }: Pick<Publication, 'kind' | 'subjectId'>,
  { departmentCode, realId }: PublicEdition,
) {
  const { division } = await unit.em.findOneOrFail(Department, { code: departmentCode });
  const result =
    kind === PublicationKind.INSPECTION_RESULT
      ? await unit.em.findOneOrFail(InspectionResult, { id: subjectId })
      : undefined;
  return {
    divisionCodes: await listDivisionsAbove(unit, division, unit.today),
    tradePrefixes: await readTrades(unit, realId),
    resultCode: result?.resultCode ?? null,
  };
}
