import { beforeShowing, ReadingWay } from '../../personal/index.js';
import type { Context } from '../../shared/context.js';
import { type PageArguments, pageOf } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import type { Reader } from '../../shared/unit.js';
import { DrawMode } from '../plan.entity.js';
import { HandedList, HandedRow } from './handed-list.entity.js';
import { UploadState } from './handed-list.states.js';

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

/** Look whole by law; whoever plans sees of a confidential draw only what has its result. */
const overseers: readonly Role[] = [Role.SUPERVISION, Role.AUDITOR];

function whichRows({ actor }: Reader, { id, drawMode }: HandedList, state: UploadState | undefined) {
  const isHidden =
    drawMode === DrawMode.CONFIDENTIAL && !overseers.some((role) => actor.roles?.includes(role));
  return {
    $and: [
      { list: id },
      state ? { uploadState: state } : {},
      isHidden ? { uploadState: { $ne: UploadState.NOT_DUE } } : {},
    ],
  };
}

/**
 * The rows of a list, one page. Who is on it will be visited: it is written down first that they were shown. Of what a
 * superior in this house drew in confidence a row is shown once it has its result; before it there are counts.
 */
export async function showHandedRows(
  context: Context,
  { listId, state }: { readonly listId: string; readonly state?: UploadState },
  page: PageArguments,
) {
  const { em } = context;
  const rows = await pageOf(page, [(row: HandedRow) => row.row], async (limit, after) => {
    const list = await em.findOne(HandedList, { id: listId });
    if (!list) return [];
    const key = after ? { row: { $gt: Number(after[0]) } } : {};
    const which = { $and: [whichRows(context, list, state), key] };
    return em.find(HandedRow, which, { orderBy: { row: 'asc' }, limit });
  });
  if (rows.edges.length > 0) {
    await beforeShowing(context, {
      way: ReadingWay.HANDED_LIST,
      subject: { kind: 'handedList', id: listId },
    });
  }
  return rows;
}
