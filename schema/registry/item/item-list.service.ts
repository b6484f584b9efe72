import { recordEvent } from '../../audit/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { Checklist } from './checklist.entity.js';
import type { Item } from './item.entity.js';
import { ItemListFaulty, ItemListHasWarnings, ItemListNotFound, ItemRuleInvalid } from './item.errors.js';
import { loadVersions, versionOn } from './item.in-force.js';
import { compareLists } from './item-compare.js';
import { type ItemFinding, type LintGround, lintList } from './item-lint.js';
import { ItemList } from './item-list.entity.js';
import type { PublishItemListInput } from './item-list.input.js';
import { findItemList, readEntries, type WhichList } from './item-list.read.js';
import { takeList } from './list-turn.js';
import { ResultSystem } from './result-system.entity.js';

/** How many findings are told; their counts are always complete. */
const toldFindings = 1_000;

/** How many entries a list may have: it is read as one document. */
const mostEntries = 2_000;

/** The items of a department that hold on a day, by code. */
async function listItemsOn(reader: Reader, departmentId: string, on: string): Promise<Item[]> {
  const versionsOf = await loadVersions(reader, departmentId);
  return [...versionsOf.values()].flatMap((versions) => versionOn(versions, on) ?? []);
}

async function groundOf(reader: Reader, departmentId: string, on: string): Promise<LintGround> {
  const fields = ['code', 'version'] as const;
  const checklists = await reader.em.find(Checklist, { department: departmentId }, { fields });
  const systems = await reader.em.find(ResultSystem, {}, { fields });
  const name = ({ code, version }: { code: string; version: number }) => `${code}/${version}`;
  return { on, checklists: new Set(checklists.map(name)), resultSystems: new Set(systems.map(name)) };
}

/** Lints what would be published today, and what the published list still names though it has ended. */
export async function lintItems(reader: Reader, departmentId: string) {
  const { today: on } = reader;
  const items = await listItemsOn(reader, departmentId, on);
  const codes = new Set(items.map((item) => item.code));
  const published = await findItemList(reader, departmentId, { on });
  const stale = (published?.entries ?? []).filter((entry) => !codes.has(entry.code));
  const versionsOf = await loadVersions(
    reader,
    departmentId,
    stale.map((entry) => entry.code),
  );
  const ended = stale.flatMap(({ code }) => versionsOf.get(code)?.at(-1) ?? []);
  const findings = lintList([...items, ...ended], await groundOf(reader, departmentId, on));
  const errorCount = findings.filter((one) => one.severity === 'ERROR').length;
  return {
    itemCount: items.length + ended.length,
    errorCount,
    warningCount: findings.length - errorCount,
    findings: findings.slice(0, toldFindings),
  };
}

/** Why these items may not be published as they are, or nothing. */
function refuseFindings(findings: readonly ItemFinding[], acknowledges: boolean) {
  const errors = findings.filter((one) => one.severity === 'ERROR');
  if (errors.length > 0) return new ItemListFaulty(errors.slice(0, toldFindings));
  if (findings.length > 0 && !acknowledges) return new ItemListHasWarnings(findings.slice(0, toldFindings));
  return undefined;
}

/** Publishes the items that hold on a day as the next version of the department's list: fixed, numbered, public. */
export async function publishItemList(unit: Unit, input: PublishItemListInput) {
  const department = await takeList(unit);
  if (isRefusal(department)) return department;
  const publishedOn = input.publishedOn ?? unit.today;
  const [last] = await unit.em.find(ItemList, { department }, { orderBy: { version: 'desc' }, limit: 1 });
  if (publishedOn < unit.today || (last && publishedOn < last.publishedOn)) {
    return new ItemRuleInvalid(
      'publishedOn',
      '公布日期不得早于今天，也不得早于上一版清单。',
      'A list is published today at the earliest, and not before the version that precedes it.',
    );
  }
  const items = await listItemsOn(unit, department, publishedOn);
  if (items.length === 0 || items.length > mostEntries) {
    return new ItemRuleInvalid(
      'publishedOn',
      `该日生效的事项有 ${items.length} 个；清单须有 1 至 ${mostEntries} 个。`,
      `${items.length} items are in force on that day; a list has 1 to ${mostEntries}.`,
    );
  }
  const findings = lintList(items, await groundOf(unit, department, publishedOn));
  const refused = refuseFindings(findings, input.acknowledgeWarnings);
  if (refused) return refused;
  const list: ItemList = {
    id: unit.newId(),
    department,
    version: (last?.version ?? 0) + 1,
    publishedOn,
    entries: items.map(({ code, version }) => ({ code, version })),
    documentNo: input.documentNo ?? null,
    createdAt: unit.now,
    createdById: unit.actor.accountId ?? null,
  };
  await unit.em.insert(ItemList, list);
  const data = { version: list.version, itemCount: items.length, warningCount: findings.length };
  await recordEvent(unit, 'item-list.published', { kind: 'itemList', id: list.id }, data);
  return { __typename: 'ItemListPublished' as const, list: { ...list, items }, findings };
}

/** A department's published list with its items, or nothing. */
export async function readItemList(reader: Reader, departmentId: string, which: WhichList) {
  const list = await findItemList(reader, departmentId, which);
  return list && { ...list, items: await readEntries(reader, list) };
}

/** What differs between two published versions of a department's list. */
export async function compareItemLists(reader: Reader, departmentId: string, from: number, to: number) {
  const before = await findItemList(reader, departmentId, { version: from });
  const after = await findItemList(reader, departmentId, { version: to });
  if (!before || !after) return new ItemListNotFound();
  const comparison = await compareLists(reader, before, after);
  return { __typename: 'ItemListComparison' as const, from, to, ...comparison };
}
