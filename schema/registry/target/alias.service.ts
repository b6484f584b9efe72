import { type Page, type PageArguments, pageById } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { TargetAlias } from './alias.entity.js';

/** Recorded acts in the reader's scope, the newest first, undone ones among them. */
export function listAliases(reader: Reader, page: PageArguments): Promise<Page<TargetAlias>> {
  return pageById(page, (key, limit) => reader.em.find(TargetAlias, key, { orderBy: { id: 'desc' }, limit }));
}

/** The acts that name each of these targets on either side, oldest first, undone ones among them. */
export async function aliasesOf(
  reader: Reader,
  realIds: readonly string[],
): Promise<Map<string, TargetAlias[]>> {
  const named = { $overlap: [...realIds] };
  const acts = await reader.em.find(
    TargetAlias,
    { $or: [{ fromRealIds: named }, { toRealIds: named }] },
    { orderBy: { madeAt: 'asc', id: 'asc' } },
  );
  const names = (act: TargetAlias, id: string) => act.fromRealIds.includes(id) || act.toRealIds.includes(id);
  return new Map(realIds.map((id) => [id, acts.filter((act) => names(act, id))]));
}
