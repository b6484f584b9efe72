import { type SheetColumn, type SheetRows, type WorkbookNotes } from '../../shared/sheet-file/index.js';
import { PRESETS, planBatchCells } from '../../shared/table-file/index.js';
import type { Reader } from '../../shared/unit.js';
import { Plan } from '../plan.entity.js';
import { BatchType } from './annual.states.js';
import { type ContentBatch, contentOf, findVersion, readContent } from './plan-content.js';

const widths: Readonly<Record<string, number>> = {
  title: 44,
  items: 60,
  subject: 44,
  executors: 36,
  period: 28,
};

/** A plan as a sheet: its columns, its rows, and what is told beside them. */
export interface PlanSheet {
  readonly title: string;
  /** `2026-v2`, or `2026-draft`. */
  readonly edition: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: SheetRows;
  readonly notes: () => WorkbookNotes;
}

/** The columns of domain-rules §12, under the first heading that each is known by. */
const fields = Object.keys(PRESETS.planBatches);

function cellsOf(batch: ContentBatch): string[] {
  const cells: Readonly<Record<string, string | undefined>> = planBatchCells({
    title: batch.title,
    type: batch.type === BatchType.TARGETED ? 'targeted' : 'untargeted',
    items: batch.items.map(({ code, title }) => (title === '' ? code : `${code} ${title}`)).join('；'),
    subject: batch.subject ?? undefined,
    ratioPermille: batch.ratioPpm === null ? undefined : batch.ratioPpm / 1_000,
    aboutCount: batch.aboutCount ?? undefined,
    fromOn: batch.fromOn,
    toOn: batch.toOn,
    executors: batch.executors,
  });
  return fields.map((field) => cells[field] ?? '');
}

/** A plan as it is being written, or one of its versions, as an import would read it; or nothing. */
export async function planSheet(
  reader: Reader,
  planId: string,
  version?: number,
): Promise<PlanSheet | undefined> {
  const plan = await reader.em.findOne(Plan, { id: planId });
  const row = plan && version !== undefined ? await findVersion(reader, plan.id, version) : undefined;
  if (!plan || row === null) return undefined;
  const content = row ? readContent(row) : await contentOf(reader, plan, plan.version + 1);
  const { department, year, title, batches } = content;
  return {
    title,
    edition: `${year}-${row ? `v${row.version}` : 'draft'}`,
    columns: fields.map((field) => {
      const heading = PRESETS.planBatches[field]?.[0] ?? field;
      return { heading, width: widths[field] ?? Math.max(12, 2 * heading.length + 4) };
    }),
    rows: (async function* () {
      yield batches.map(cellsOf);
    })(),
    notes: () => ({
      visible: [
        `${title} —— ${department.name}`,
        row ? `第 ${row.version} 版 version ${row.version}，SHA-256：${row.contentHash}` : '草稿 draft',
        `批次 batches：${batches.length}`,
      ],
      hidden: ['fairdraw plan-export/1', planId, row ? String(row.version) : 'draft'],
    }),
  };
}
