import type { TargetRecord } from '../../scheduler/draw/index.js';
import { type DrawTarget, entityOf, isNaturalPerson } from '../registry/index.js';
import { neutralCode } from './neutral-code.js';

/**
 * A target as the draw sees it; a natural person by the id alone, for files of an open draw are public (docs/draw.md §4), its keys ascending as in its line.
 * @param poolSkills that its special pools ask for, beside its own
 */
export function targetRecord(target: DrawTarget, poolSkills: readonly string[]): TargetRecord {
  const skills = [...new Set([...target.requiredSkills, ...poolSkills].map(neutralCode))].sort();
  return {
    district: neutralCode(target.district),
    ...(entityOf(target) === target.realId ? {} : { entity: entityOf(target) }),
    id: target.realId,
    ...(isNaturalPerson(target) ? {} : { name: target.name }),
    ...(skills.length > 0 ? { skills } : {}),
  };
}
