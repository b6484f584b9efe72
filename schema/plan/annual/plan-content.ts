import { createHash } from 'node:crypto';
import { Department } from '../../department/index.js';
import { findCurrentItems } from '../../registry/index.js';
import type { Reader } from '../../shared/unit.js';
import type { CampaignFilter, Plan } from '../plan.entity.js';
import type { BatchType } from './annual.states.js';
import { type ItemRange, PlanBatch, type PlanHead, PlanVersion } from './plan-batch.entity.js';

/** The form of a frozen plan; another one would be another number. */
const PLAN_FORM = 'fairdraw plan/1';

/** An item as a frozen plan names it. */
export interface ContentItem {
  readonly code: string;
  readonly title: string;
}

/** A batch as a frozen plan has it. */
export interface ContentBatch {
  /** Stays from version to version. */
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly type: BatchType;
  readonly items: readonly ContentItem[];
  readonly subject: string | null;
  readonly filter: CampaignFilter;
  readonly ratioPpm: number | null;
  readonly aboutCount: number | null;
  readonly fromOn: string;
  readonly toOn: string;
  readonly executors: readonly string[];
  readonly carriedFromId: string | null;
}

/** What was approved: complete by itself, whatever becomes of lists and departments. */
export interface PlanContent extends PlanHead {
  readonly form: string;
  readonly version: number;
  readonly itemRanges: readonly ItemRange[];
  readonly batches: readonly ContentBatch[];
}

/** The batches of a plan as they are being written, by number. */
export function listBatches(reader: Reader, planId: string): Promise<PlanBatch[]> {
  return reader.em.find(
    PlanBatch,
    { plan: planId },
    { orderBy: { number: 'asc' }, disableIdentityMap: true },
  );
}

/** A plan as it stands now, in the form in which a version is frozen. */
export async function contentOf(reader: Reader, plan: Plan, version: number): Promise<PlanContent> {
  const department = await reader.em.findOneOrFail(Department, { id: plan.department });
  const batches = await listBatches(reader, plan.id);
  const codes = [...new Set(batches.flatMap(({ itemCodes }) => itemCodes))];
  const items = await findCurrentItems(reader, plan.department, codes);
  const titleOf = new Map(items.map(({ code, title }) => [code, title]));
  return {
    form: PLAN_FORM,
    department: { code: department.code, name: department.name },
    year: plan.year,
    title: plan.title,
    version,
    itemRanges: plan.itemRanges,
    batches: batches.map((batch) => ({
      id: batch.id,
      number: batch.number,
      title: batch.title,
      type: batch.type,
      items: batch.itemCodes.map((code) => ({ code, title: titleOf.get(code) ?? '' })),
      subject: batch.subject ?? null,
      filter: batch.filter,
      ratioPpm: batch.ratioPpm ?? null,
      aboutCount: batch.aboutCount ?? null,
      fromOn: batch.fromOn,
      toOn: batch.toOn,
      executors: batch.executors,
      carriedFromId: batch.carriedFromId ?? null,
    })),
  };
}

/** The bytes that stand for a content for good, and their hash. */
export function frozen(content: PlanContent) {
  const text = JSON.stringify(content);
  const { department, year, title } = content;
  const contentHash = createHash('sha256').update(text).digest('hex');
  return { head: { department, year, title }, content: text, contentHash };
}

/** What a version says. */
export function readContent({ content }: Pick<PlanVersion, 'content'>): PlanContent {
  return JSON.parse(content) as PlanContent;
}

/** An approved version of a plan, the last one when none is named; or nothing. */
export async function findVersion(
  reader: Reader,
  planId: string,
  version?: number | null,
): Promise<PlanVersion | null> {
  const [found] = await reader.em.find(
    PlanVersion,
    { plan: planId, ...(version == null ? {} : { version }) },
    { orderBy: { version: 'desc' }, limit: 1, populate: ['content'], disableIdentityMap: true },
  );
  return found ?? null;
}
