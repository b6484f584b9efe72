import type { Reader } from '../shared/unit.js';
import { Draw, DrawnUnit } from './draw.entity.js';
import { getFile } from './draw.files.js';
import { DrawState } from './draw.states.js';

/** Draws that are frozen and not drawn yet, in whose pool an officer stands as active: one who may still be taken. */
export async function listPendingDraws(
  reader: Reader,
  departmentIds: readonly string[],
  realId: string,
): Promise<string[]> {
  const states = [DrawState.FROZEN, DrawState.ANCHORED, DrawState.REVEALING];
  const draws = await findDraws(reader, departmentIds, states);
  const holding: string[] = [];
  for (const id of draws) {
    const marked = JSON.stringify(realId);
    const lines = (await getFile(reader, id, 'inspectors.jsonl')).split('\n');
    const own = lines
      .filter((line) => line.includes(marked))
      .map((line) => JSON.parse(line) as { id: string; status: string });
    if (own.some((record) => record.id === realId && record.status === 'active')) holding.push(id);
  }
  return holding;
}

/** Draws that took an officer and have no assignments yet. @param known which of some draws have them */
export async function listDrawsAwaitingDispatch(
  reader: Reader,
  departmentIds: readonly string[],
  realId: string,
  known: (drawIds: readonly string[]) => Promise<string[]>,
): Promise<string[]> {
  const drawn = await findDraws(reader, departmentIds, [DrawState.DRAWN, DrawState.OPENED]);
  const dispatched = new Set(await known(drawn));
  const waiting = drawn.filter((id) => !dispatched.has(id));
  if (waiting.length === 0) return [];
  const units = await reader.em.find(
    DrawnUnit,
    { draw: { $in: waiting }, isReserve: false, officers: { $contains: [realId] } },
    { disableIdentityMap: true },
  );
  return [...new Set(units.map(({ draw }) => draw))].sort();
}

async function findDraws(
  reader: Reader,
  departmentIds: readonly string[],
  states: readonly DrawState[],
): Promise<string[]> {
  const draws = await reader.em.find(
    Draw,
    {
      $or: [{ department: { $in: [...departmentIds] } }, { jointWith: { $overlap: [...departmentIds] } }],
      state: { $in: [...states] },
    },
    { fields: ['id'], orderBy: { id: 'asc' }, disableIdentityMap: true },
  );
  return draws.map(({ id }) => id);
}
