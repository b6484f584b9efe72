import { beforeShowing, ReadingWay } from '../../personal/index.js';
import type { Context } from '../../shared/context.js';
import { type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { HandedList, HandedRow } from './handed-list.entity.js';
import type { UploadState } from './handed-list.states.js';

/** Rows of a list by their upload state, as counts. */
export async function countUploads(
  reader: Reader,
  lists: readonly string[],
): Promise<Map<string, { state: UploadState; count: number }[]>> {
  const rows = await reader.em.execute<{ list: string; state: UploadState; count: number }[]>(
    `select list_id as list, upload_state as state, count(*)::int as count from handed_row
      where list_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) group by 1, 2 order by 1, 2`,
    [JSON.stringify(lists)],
  );
  const counted = Map.groupBy(rows, ({ list }) => list);
  return new Map(lists.map((list) => [list, counted.get(list) ?? []]));
}

/** The rows of a list, one page. Who is on it will be visited: it is written down first that they were shown. */
export async function showHandedRows(
  context: Context,
  { listId, state }: { readonly listId: string; readonly state?: UploadState },
  page: PageArguments,
) {
  const { em } = context;
  const rows = await pageOf(page, [(row: HandedRow) => row.row], async (limit, after) => {
    if (!(await em.findOne(HandedList, { id: listId }))) return [];
    const where = { list: listId, ...(state ? { uploadState: state } : {}) };
    const key = after ? { row: { $gt: Number(after[0]) } } : {};
    return em.find(HandedRow, { ...where, ...key }, { orderBy: { row: 'asc' }, limit });
  });
  if (rows.edges.length > 0) {
    await beforeShowing(context, {
      way: ReadingWay.HANDED_LIST,
      subject: { kind: 'handedList', id: listId },
    });
  }
  return rows;
}
