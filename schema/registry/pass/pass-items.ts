import { type Passing, passRows } from '../../department/index.js';
import type { Unit } from '../../shared/unit.js';
import { Checklist } from '../item/checklist.entity.js';
import { Item } from '../item/item.entity.js';
import type { Passed } from './pass-targets.js';

/**
 * Passes the item list. Where the successor lists the same code its versions stand, and the other's stay under the
 * predecessor, where the successor can read them. A checklist that both have under one code passes as `code@department`,
 * and the items that passed follow it, so that no item gets the points of another.
 */
export async function passItems(unit: Unit, passing: Passing, fromCode: string): Promise<Passed> {
  const { from, to } = passing;
  const listed = `exists (select 1 from item other where other.department_id = ?::uuid and other.code = item.code)`;
  const known = `exists (select 1 from checklist other where other.department_id = ?::uuid and other.code = %)`;
  await unit.em.execute(
    `update item set checklist_code = checklist_code || '@' || ?
      where department_id = ?::uuid and checklist_code is not null
        and ${known.replace('%', 'item.checklist_code')} and not ${listed}`,
    [fromCode, from, to, to],
  );
  await unit.em.execute(
    `update checklist set code = code || '@' || ? where department_id = ?::uuid and ${known.replace('%', 'checklist.code')}`,
    [fromCode, from, to],
  );
  await passRows(unit, 'checklist', passing);
  await passRows(unit, 'result_system', passing);
  const passedCount = await passRows(unit, 'item', passing, {
    where: { sql: `not ${listed}`, values: [to] },
  });
  const keptCount = await unit.em.count(Item, { department: from });
  return { passedCount, keptCount };
}

/** Gives an heir the items and checklists it does not list yet, as its own: without items it could check nothing. */
export async function copyItems(unit: Unit, passing: Passing): Promise<number> {
  const options = { disableIdentityMap: true } as const;
  const [theirs, ours] = [{ department: passing.to }, { department: passing.from }];
  const checklists = missing(
    await unit.em.find(Checklist, ours, options),
    await unit.em.find(Checklist, theirs, options),
  );
  const items = missing(await unit.em.find(Item, ours, options), await unit.em.find(Item, theirs, options));
  for (const row of checklists) await unit.em.insert(Checklist, { ...row, ...ownedBy(unit, passing.to) });
  for (const row of items) await unit.em.insert(Item, { ...row, ...ownedBy(unit, passing.to) });
  return items.length;
}

function missing<Row extends { readonly code: string }>(ours: readonly Row[], theirs: readonly Row[]): Row[] {
  const codes = new Set(theirs.map((row) => row.code));
  return ours.filter((row) => !codes.has(row.code));
}

function ownedBy(unit: Unit, department: string) {
  return { id: unit.newId(), department, createdAt: unit.now, createdById: unit.actor.accountId ?? null };
}
