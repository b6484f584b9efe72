import type { Conflict, FieldChange } from './import-comparison.js';
import { RemarkCode } from './import-remark.js';

/** A hand changed it after the import, and the file says otherwise. */
export function changedByHand([first]: readonly FieldChange[]): Conflict {
  return {
    field: first?.field ?? '',
    code: RemarkCode.CHANGED_BY_HAND,
    zh: '名录库中的这一项在上次导入之后经人工更改，与文件不一致。',
    en: 'This was changed by hand after the last import, and the file says otherwise.',
    remedy: {
      zh: '请核对：改正文件，或选择以文件为准、以名录库为准。',
      en: 'Compare the two: correct the file, or let the file or the register win.',
    },
  };
}

/** Two sources tell different things about one unit. */
export function sourcesDisagree([first]: readonly FieldChange[]): Conflict {
  return {
    field: first?.field ?? '',
    code: RemarkCode.SOURCES_DISAGREE,
    zh: '该对象由另一来源登记，两个来源的内容不一致。',
    en: 'Another source lists this unit, and the two disagree.',
    remedy: {
      zh: '请核对两个来源，或选择以文件为准、以名录库为准。',
      en: 'Compare the two sources, or let the file or the register win.',
    },
  };
}

/** One of its numbers is another unit's. */
export function identifierOfAnother(field: string): Conflict {
  return {
    field,
    code: RemarkCode.IDENTIFIER_OF_ANOTHER,
    zh: '这一号码已登记为另一个存续或歇业检查对象的标识，可能是同一主体。',
    en: 'This number stands as an identifier of another active or suspended target; the two may be one.',
    remedy: {
      zh: '请核对：同一主体请用其主要代码，或先合并；确属两个主体的，选择以文件为准。',
      en: 'Give the main code if they are one, or merge them first; if they are two, let the file win.',
    },
  };
}
