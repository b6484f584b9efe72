import type { Reader } from '../../shared/unit.js';
import type { Target } from '../target/target.entity.js';
import { drawableStatuses } from '../target/target.states.js';
import { type PoolCondition, type PoolFilter, poolCondition } from './pool.filter.js';
import { pagesByRealId, standing } from './register-pages.js';
import { type DrawTarget, readDrawTargets, readTargets } from './target-rows.js';

/**
 * All targets of a department in ascending order of the bytes of their real-world ids, page by page, whatever their
 * status; memory holds one page. Hold the pools (`holdPools`) where the pages must be of one moment.
 */
export function listRegister(reader: Reader, departmentId: string): AsyncGenerator<Target[]> {
  return pagesOf(reader, poolCondition(departmentId, {}, reader.today));
}

/** Targets of a department that a filter takes in, in the order of `listRegister`; active ones unless it says. */
export function listPool(
  reader: Reader,
  departmentId: string,
  filter: PoolFilter = {},
): AsyncGenerator<Target[]> {
  return pagesOf(
    reader,
    poolCondition(departmentId, { statuses: drawableStatuses, ...filter }, reader.today),
  );
}

/** `listRegister` with what a draw needs of each. */
export function listDrawRegister(reader: Reader, departmentId: string): AsyncGenerator<DrawTarget[]> {
  const condition = poolCondition(departmentId, {}, reader.today);
  return pagesByRealId((key) => readDrawTargets(reader, standing(condition, key), key.limit));
}

function pagesOf(reader: Reader, condition: PoolCondition): AsyncGenerator<Target[]> {
  return pagesByRealId((key) => readTargets(reader, standing(condition, key), key.limit));
}
