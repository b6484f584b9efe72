import type { RowOfKind } from '../../shared/table-file/index.js';

/** What is exported. */
export enum ExportRegister {
  TARGETS = 'TARGETS',
  INSPECTORS = 'INSPECTORS',
  ITEMS = 'ITEMS',
  SPECIAL_POOLS = 'SPECIAL_POOLS',
}

/** The kind of table that each becomes. */
export const tableKindOf: Readonly<Record<ExportRegister, keyof RowOfKind>> = {
  TARGETS: 'entities',
  INSPECTORS: 'inspectors',
  ITEMS: 'items',
  SPECIAL_POOLS: 'specialPools',
};

export const registerTitles: Readonly<Record<ExportRegister, string>> = {
  TARGETS: '检查对象名录库',
  INSPECTORS: '执法检查人员名录库',
  ITEMS: '抽查事项清单',
  SPECIAL_POOLS: '专项库',
};
