import type { TargetRecord } from '../../scheduler/draw/index.js';
import type { Target } from '../registry/index.js';
import { neutralCode } from './neutral-code.js';

/** A target as the draw sees it (docs/draw.md §4). */
export function targetRecord(target: Target): TargetRecord {
  const skills = [...new Set(target.requiredSkills.map(neutralCode))].sort();
  return {
    id: target.realId,
    name: target.name,
    district: neutralCode(target.district),
    ...(skills.length > 0 ? { skills } : {}),
  };
}
