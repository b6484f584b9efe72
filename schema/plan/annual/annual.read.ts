import { idKey, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { Plan } from '../plan.entity.js';
import { PlanNotFound } from '../plan.errors.js';
import { PlanVersionNotFound } from './annual.errors.js';
import { coverageOf, planSpread } from './coverage.js';
import { PlanBatch, PlanVersion } from './plan-batch.entity.js';
import { compareContents } from './plan-compare.js';
import { contentOf, findVersion, readContent } from './plan-content.js';
import { warningsOf } from './plan-warnings.js';

/** How many versions are listed. */
const MOST_VERSIONS = 100;

/** A page of a plan's batches as they are being written, by number. */
export function pageBatches(reader: Reader, planId: string, page: PageArguments): Promise<Page<PlanBatch>> {
  return pageOf(page, [(row: PlanBatch) => row.number, idKey], (limit, after) =>
    reader.em.find(
      PlanBatch,
      { plan: planId, ...(after ? { number: { $gt: Number(after[0]) } } : {}) },
      { orderBy: { number: 'asc' }, limit },
    ),
  );
}

/** The approved versions of a plan, the newest first; without their texts. */
export function listVersions(reader: Reader, planId: string): Promise<PlanVersion[]> {
  return reader.em.find(
    PlanVersion,
    { plan: planId },
    { orderBy: { version: 'desc' }, limit: MOST_VERSIONS, disableIdentityMap: true },
  );
}

/** What differs between two versions, or between a version and what is being written. */
export async function comparePlanVersions(reader: Reader, planId: string, from: number, to?: number | null) {
  const plan = await reader.em.findOne(Plan, { id: planId });
  if (!plan) return new PlanNotFound();
  const before = await findVersion(reader, planId, from);
  const later = to == null ? undefined : await findVersion(reader, planId, to);
  if (!before || later === null) return new PlanVersionNotFound();
  const after = later ? readContent(later) : await contentOf(reader, plan, plan.version + 1);
  const comparison = compareContents(readContent(before), after);
  return { __typename: 'PlanComparison' as const, from, to: to ?? null, ...comparison };
}

/** What a plan covers, planned and done, how it lies over the year, and what it is warned of; or nothing. */
export async function readPlanCoverage(reader: Reader, planId: string) {
  const plan = await reader.em.findOne(Plan, { id: planId });
  if (!plan) return null;
  const coverage = await coverageOf(reader, plan);
  const spread = await planSpread(reader, plan, coverage);
  const warnings = warningsOf(coverage.items, spread, reader.installation.plans);
  return { ...spread, items: coverage.items, warnings };
}
