import { Department } from '../department/index.js';
import type { Reader } from '../shared/unit.js';
import { PlanDeed } from './annual/annual.states.js';
import { PlanStep, PlanVersion } from './annual/plan-batch.entity.js';
import { batchTypeWords, compareContents, type PlanFieldChange } from './annual/plan-compare.js';
import { type ContentBatch, findVersion, readContent } from './annual/plan-content.js';
import { Plan } from './plan.entity.js';

/** An item of a published plan. */
export interface PublicPlanItem {
  readonly code: string;
  readonly title: string;
}

/** A batch, as everybody may read it: the columns of a plan, and no condition on the register. */
export interface PublicPlanBatch {
  readonly number: number;
  readonly title: string;
  readonly type: string;
  readonly items: readonly PublicPlanItem[];
  readonly subject: string | null;
  readonly ratioPpm: number | null;
  readonly aboutCount: number | null;
  readonly fromOn: string;
  readonly toOn: string;
  readonly executors: readonly string[];
}

/** One published version of a plan, without its batches. */
export interface PublicPlanVersion {
  readonly id: string;
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly year: number;
  readonly title: string;
  readonly version: number;
  readonly publishedOn: string;
  /** The number of its approval. */
  readonly documentNo: string | null;
  readonly filedWith: string | null;
  readonly contentHash: string;
  readonly batchCount: number;
}

/** A published version with its batches. */
export interface PublicPlan extends PublicPlanVersion {
  readonly batches: readonly PublicPlanBatch[];
}

/** What the public reads of two versions. */
export interface PublicPlanComparison {
  readonly added: readonly PublicPlanBatch[];
  readonly removed: readonly PublicPlanBatch[];
  readonly changed: readonly {
    readonly number: number;
    readonly title: string;
    readonly fields: readonly PlanFieldChange[];
  }[];
}

/** Fields of a batch that only the house reads. */
const ownFields: ReadonlySet<string> = new Set(['filter']);

const MOST_PLANS = 100;

function publicBatch({ type, number, title, items, subject, ...batch }: ContentBatch): PublicPlanBatch {
  const { ratioPpm, aboutCount, fromOn, toOn, executors } = batch;
  return {
    ...{ number, title, type: batchTypeWords[type], items, subject },
    ...{ ratioPpm, aboutCount, fromOn, toOn, executors },
  };
}

/** What was said of versions on their way: by plan and version, the last of each deed. */
async function readSteps(reader: Reader, planIds: readonly string[]) {
  const steps = await reader.em.find(
    PlanStep,
    { plan: { $in: [...planIds] }, deed: { $in: [PlanDeed.APPROVED, PlanDeed.FILED, PlanDeed.PUBLISHED] } },
    { orderBy: { number: 'asc' }, disableIdentityMap: true },
  );
  const key = (planId: string, version: number, deed: PlanDeed) => `${planId} ${version} ${deed}`;
  const known = new Map(steps.map((step) => [key(step.plan, step.version, step.deed), step]));
  return (row: Pick<PlanVersion, 'plan' | 'version'>, deed: PlanDeed) =>
    known.get(key(row.plan, row.version, deed));
}

/** The versions of these plans that were published, each with what everybody may read of it; the newest first. */
async function told(reader: Reader, planIds: readonly string[]) {
  const stepOf = await readSteps(reader, planIds);
  const versions = await reader.em.find(
    PlanVersion,
    { plan: { $in: [...planIds] } },
    { orderBy: { version: 'desc' }, disableIdentityMap: true },
  );
  return versions.flatMap((row) => {
    const published = stepOf(row, PlanDeed.PUBLISHED);
    if (!published) return [];
    const { department, year, title } = row.head;
    const { version } = row;
    const head: PublicPlanVersion = {
      id: row.plan,
      ...{ departmentCode: department.code, departmentName: department.name, year, title, version },
      publishedOn: published.on,
      documentNo: stepOf(row, PlanDeed.APPROVED)?.documentNo ?? null,
      filedWith: stepOf(row, PlanDeed.FILED)?.filedWith ?? null,
      ...{ contentHash: row.contentHash, batchCount: row.batchCount },
    };
    return [{ row, head }];
  });
}

/** The published plans of a department, each in the version in force, the latest year first; at most a hundred. */
export async function listPublicPlans(
  reader: Reader,
  departmentCode: string,
  year?: number | null,
): Promise<PublicPlanVersion[]> {
  const department = await reader.em.findOne(Department, { code: departmentCode });
  if (!department) return [];
  const plans = await reader.em.find(
    Plan,
    { department: department.id, version: { $gt: 0 }, ...(year == null ? {} : { year }) },
    { orderBy: { year: 'desc', id: 'desc' }, limit: MOST_PLANS, disableIdentityMap: true },
  );
  const versions = await told(
    reader,
    plans.map(({ id }) => id),
  );
  return plans.flatMap(({ id }) => versions.find(({ row }) => row.plan === id)?.head ?? []);
}

/** The published versions of a plan, the newest first. */
export async function listPublicPlanVersions(reader: Reader, planId: string): Promise<PublicPlanVersion[]> {
  return (await told(reader, [planId])).map(({ head }) => head);
}

async function findPublic(reader: Reader, planId: string, version?: number | null) {
  const versions = await told(reader, [planId]);
  const found = versions.find(({ head }) => version == null || head.version === version);
  const row = found && (await findVersion(reader, planId, found.head.version));
  return row ? { head: found.head, content: readContent(row) } : undefined;
}

/** A published version of a plan, the one in force when none is named; or nothing. */
export async function readPublicPlan(
  reader: Reader,
  planId: string,
  version?: number | null,
): Promise<PublicPlan | null> {
  const found = await findPublic(reader, planId, version);
  return found ? { ...found.head, batches: found.content.batches.map(publicBatch) } : null;
}

/** Compares two published versions of a plan, or nothing where one is not public. */
export async function comparePublicPlans(
  reader: Reader,
  planId: string,
  from: number,
  to: number,
): Promise<PublicPlanComparison | null> {
  const before = await findPublic(reader, planId, from);
  const after = await findPublic(reader, planId, to);
  if (!before || !after) return null;
  const { added, removed, changed } = compareContents(before.content, after.content);
  return {
    added: added.map(publicBatch),
    removed: removed.map(publicBatch),
    changed: changed.flatMap(({ after: { number, title }, fields }) => {
      const readable = fields.filter(({ field }) => !ownFields.has(field));
      return readable.length > 0 ? [{ number, title, fields: readable }] : [];
    }),
  };
}

/** A published version of a plan, as a feed tells it. */
export interface PublishedPlan extends PublicPlanVersion {
  readonly publishedAt: Date;
}

/** The versions of plans that were published last, of every department, the newest first. */
export async function listNewestPlans(reader: Reader, limit: number): Promise<PublishedPlan[]> {
  const steps = await reader.em.find(
    PlanStep,
    { deed: PlanDeed.PUBLISHED },
    { orderBy: { at: 'desc', id: 'desc' }, limit, disableIdentityMap: true },
  );
  const versions = await told(reader, [...new Set(steps.map(({ plan }) => plan))]);
  return steps.flatMap(({ plan, version, at }) => {
    const head = versions.find(({ row }) => row.plan === plan && row.version === version)?.head;
    return head ? [{ ...head, publishedAt: at }] : [];
  });
}
