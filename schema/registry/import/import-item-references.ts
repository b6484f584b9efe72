import type { ItemRow } from '../../shared/table-file/index.js';
import type { Reader } from '../../shared/unit.js';
import { findChecklist } from '../item/checklist.read.js';
import type { Item } from '../item/item.entity.js';
import { DEFAULT_RESULT_SYSTEM, findResultSystem } from '../item/result-system.read.js';
import type { Told } from './import-plan.js';
import type { FieldRemark } from './import-remark.js';

/** What an entry of the list points to, with the versions it leaves open; `undefined` stays as it is. */
export type ItemReferences = Partial<
  Pick<Item, 'checklistCode' | 'checklistVersion' | 'resultSystem' | 'resultSystemVersion'>
>;

const noChecklist: FieldRemark = {
  field: 'checklistCode',
  code: 'UNKNOWN_VALUE',
  zh: '没有该检查表或该版本。',
  en: 'There is no such checklist or version.',
  remedy: { zh: '请先登记检查表，或更正编码与版本。', en: 'Enter the checklist first, or correct the row.' },
};

const noSystem: FieldRemark = {
  field: 'resultSystem',
  code: 'UNKNOWN_VALUE',
  zh: '没有该结果代码体系。',
  en: 'There is no such system of result codes.',
  remedy: { zh: '请先登记该体系，或更正其代码。', en: 'Enter the system first, or correct the row.' },
};

/** Asks each question of a batch once. */
function once<T>(find: (...key: [string, number?]) => Promise<T>): typeof find {
  const known = new Map<string, Promise<T>>();
  return (...key) => {
    const name = JSON.stringify(key);
    const found = known.get(name) ?? find(...key);
    known.set(name, found);
    return found;
  };
}

/** Resolves what rows point to as the hand's entry does: the newest version where none is named. */
export function referenceFinder(reader: Reader, departmentId: string, told: Told) {
  const checklistOf = once((code, version) => findChecklist(reader, departmentId, code, version));
  const systemOf = once((code) => findResultSystem(reader, code));

  async function checklist(row: ItemRow, item: Item | undefined): Promise<ItemReferences | FieldRemark> {
    if (item && !told.has('checklistCode') && !told.has('checklistVersion'))
      return { checklistCode: undefined, checklistVersion: undefined };
    const code = item && !told.has('checklistCode') ? item.checklistCode : row.checklistCode;
    if (!code) return row.checklistVersion ? noChecklist : { checklistCode: null, checklistVersion: null };
    const found = await checklistOf(code, row.checklistVersion);
    return found ? { checklistCode: found.code, checklistVersion: found.version } : noChecklist;
  }

  async function resultSystem(row: ItemRow, item: Item | undefined): Promise<ItemReferences | FieldRemark> {
    const code = row.resultSystem ?? DEFAULT_RESULT_SYSTEM;
    if (item && (!told.has('resultSystem') || item.resultSystem === code))
      return { resultSystem: undefined, resultSystemVersion: undefined };
    const found = await systemOf(code);
    const isOurs = found && (found.department === null || found.department === departmentId);
    return isOurs ? { resultSystem: found.code, resultSystemVersion: found.version } : noSystem;
  }

  return async (row: ItemRow, item: Item | undefined) => {
    const found = [await checklist(row, item), await resultSystem(row, item)];
    const faults = found.filter((one) => 'field' in one);
    return { faults, references: Object.assign({}, ...found) as ItemReferences };
  };
}
