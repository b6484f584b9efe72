import { recordEvent } from '../../audit/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { contentFrom, type ItemContent } from './item.content.js';
import { Item } from './item.entity.js';
import { ItemExists, ItemNotFound, ItemRuleInvalid } from './item.errors.js';
import { loadVersions, versionOn } from './item.in-force.js';
import type { ItemInput } from './item.input.js';
import { compareItems } from './item-compare.js';
import { lintItem } from './item-lint.js';
import { takeList } from './list-turn.js';

async function loadOwn(unit: Unit, department: string, code: string): Promise<Item[]> {
  return (await loadVersions(unit, department, [code])).get(code) ?? [];
}

async function insertVersion(
  unit: Unit,
  department: string,
  version: number,
  content: ItemContent,
): Promise<Item> {
  const id = unit.newId();
  const item = {
    ...content,
    id,
    department,
    version,
    createdAt: unit.now,
    createdById: unit.actor.accountId ?? null,
  };
  await unit.em.insert(Item, item);
  return item;
}

/** Enters an item: its first version. */
export async function enterItem(unit: Unit, input: ItemInput) {
  const department = await takeList(unit);
  if (isRefusal(department)) return department;
  if ((await loadOwn(unit, department, input.code)).length > 0) return new ItemExists(input.code);
  const content = await contentFrom(unit, department, input);
  if (isRefusal(content)) return content;
  const item = await insertVersion(unit, department, 1, content);
  await recordEvent(unit, 'item.entered', { kind: 'item', id: item.id }, { code: item.code });
  return { __typename: 'ItemEntered' as const, item, findings: lintItem(item) };
}

/** Changes an item: the change is its next version, from a day on that is not yet over. */
export async function changeItem(unit: Unit, input: ItemInput) {
  const department = await takeList(unit);
  if (isRefusal(department)) return department;
  const latest = (await loadOwn(unit, department, input.code)).at(-1);
  if (!latest) return new ItemNotFound(input.code);
  if (input.validFromOn < unit.today) {
    return new ItemRuleInvalid(
      'validFromOn',
      `变更最早自今天（${unit.today}）生效，已过的日子不改。`,
      `A change takes effect today (${unit.today}) at the earliest; days that are over stay as they were.`,
    );
  }
  const content = await contentFrom(unit, department, input);
  if (isRefusal(content)) return content;
  const differs = compareItems(latest, { ...latest, ...content }).some(
    ({ field }) => field !== 'validFromOn',
  );
  if (!differs) {
    return new ItemRuleInvalid('code', '内容与最新版本相同，没有变更。', 'Nothing differs from the version.');
  }
  const item = await insertVersion(unit, department, latest.version + 1, content);
  const data = { code: item.code, version: item.version };
  await recordEvent(unit, 'item.changed', { kind: 'item', id: item.id }, data);
  return { __typename: 'ItemChanged' as const, item, findings: lintItem(item) };
}

/** Ends an item after a day: its next version says the same and has an end. */
export async function endItem(unit: Unit, code: string, endsOn: string) {
  const department = await takeList(unit);
  if (isRefusal(department)) return department;
  const versions = await loadOwn(unit, department, code);
  const last = versionOn(versions, endsOn);
  if (!last) return new ItemNotFound(code);
  if (endsOn < unit.today || last.validToOn === endsOn) {
    return new ItemRuleInvalid(
      'endsOn',
      `最后一天不得早于今天（${unit.today}），也须与现有的不同。`,
      `The last day is today (${unit.today}) at the earliest, and another than it has already.`,
    );
  }
  const {
    id: _id,
    department: _department,
    version: _version,
    createdAt: _at,
    createdById: _by,
    ...content
  } = last;
  const [, validFromOn = unit.today] = [last.validFromOn, unit.today].sort();
  const version = (versions.at(-1)?.version ?? 0) + 1;
  const item = await insertVersion(unit, department, version, { ...content, validFromOn, validToOn: endsOn });
  await recordEvent(unit, 'item.ended', { kind: 'item', id: item.id }, { code, endsOn });
  return { __typename: 'ItemEnded' as const, item };
}
