import { beforeShowing, ReadingWay } from '../../personal/index.js';
import type { Context } from '../../shared/context.js';
import { idKey, type Page, type PageArguments, pageById, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { Inspector } from './inspector.entity.js';
import { Interest } from './interest.entity.js';
import { listBoundTargets } from './interest.targets.js';
import { Secondment } from './secondment.entity.js';

/**
 * Declared interests that bar the officers of a department's pool on a day or later: those of its own, and of officers
 * who are seconded to it. An interest in an entity stands here also for what is below the entity and for what it became.
 * Sealed: for the draw and the security administrator only.
 */
export function listInterests(reader: Reader, departmentId: string, on: string): Promise<Interest[]> {
  return reader.beyond('secondment', (wide) => listWithGuests(wide, departmentId, on));
}

async function listWithGuests(reader: Reader, departmentId: string, on: string): Promise<Interest[]> {
  const guests = await listGuests(reader, departmentId, on);
  const whose = [
    { department: departmentId },
    ...guests.map(({ department, realId }) => ({ department, inspectorRealId: realId })),
  ];
  const interests = await reader.em.find(
    Interest,
    { $and: [{ $or: whose }, { $or: [{ endsOn: null }, { endsOn: { $gte: on } }] }] },
    {
      orderBy: { inspectorRealId: 'asc', targetRealId: 'asc', reasonCode: 'asc', id: 'asc' },
      disableIdentityMap: true,
    },
  );
  return bindInterests(reader, departmentId, interests);
}

/** Interests, and each also for what is below its entity and for what that became. */
export async function bindInterests(
  reader: Reader,
  departmentId: string,
  interests: readonly Interest[],
): Promise<Interest[]> {
  const named = [...new Set(interests.map(({ targetRealId }) => targetRealId))];
  const bound = await listBoundTargets(reader, departmentId, named);
  return interests.flatMap((interest) =>
    [interest.targetRealId, ...(bound.get(interest.targetRealId) ?? [])].map((targetRealId) => ({
      ...interest,
      targetRealId,
    })),
  );
}

/** Officers of other departments who serve this one on a day or later. */
async function listGuests(reader: Reader, departmentId: string, on: string): Promise<Inspector[]> {
  const seconded = await reader.em.find(
    Secondment,
    { department: departmentId, toOn: { $gte: on } },
    { disableIdentityMap: true },
  );
  if (seconded.length === 0) return [];
  const ids = [...new Set(seconded.map(({ inspector }) => inspector))];
  return reader.em.find(Inspector, { id: { $in: ids } }, { disableIdentityMap: true });
}

/** Declared interests in the reader's scope, the newest first, for the security administrator. */
export function listDeclaredInterests(reader: Reader, page: PageArguments): Promise<Page<Interest>> {
  return pageOf(page, [idKey], (limit, after) =>
    reader.em.find(Interest, after ? { id: { $lt: String(after[0]) } } : {}, {
      orderBy: { id: 'desc' },
      limit,
    }),
  );
}

/** The same for whoever asks: they are sealed, so that it is written down first which were shown. */
export async function showDeclaredInterests(context: Context, page: PageArguments): Promise<Page<Interest>> {
  const interests = await listDeclaredInterests(context, page);
  await Promise.all(
    interests.edges.map(({ node }) =>
      beforeShowing(context, { way: ReadingWay.INTEREST, subject: { kind: 'interest', id: node.id } }),
    ),
  );
  return interests;
}

/** What is declared about the acting officer, the newest first; nothing for an account that is no officer. */
export function listOwnInterests(reader: Reader, page: PageArguments): Promise<Page<Interest>> {
  return pageById(page, async (key, limit) => {
    const { inspectorId } = reader.actor;
    const own = inspectorId ? await reader.em.findOne(Inspector, { id: inspectorId }) : null;
    if (!own) return [];
    const mine = { department: own.department, inspectorRealId: own.realId };
    return reader.em.find(Interest, { ...key, ...mine }, { orderBy: { id: 'desc' }, limit });
  });
}
