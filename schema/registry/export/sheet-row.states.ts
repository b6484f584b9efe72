/** What a row of a sheet that came back is, compared with what was exported and with what stands now. */
export enum SheetRowState {
  SAME = 'SAME',
  /** The sheet says otherwise, and nobody here did. */
  CHANGED = 'CHANGED',
  /** The sheet says what it said; the register has moved on, and stays. */
  CHANGED_HERE = 'CHANGED_HERE',
  /** Both say otherwise about one field, and not the same. */
  CONFLICT = 'CONFLICT',
  /** Without a key, and not known here. */
  NEW = 'NEW',
  /** Without a key and known here: what it said at the export is not known, so it counts as any imported row does. */
  CHANGED_WITHOUT_KEY = 'CHANGED_WITHOUT_KEY',
  /** Exported, and no longer in the sheet. Nothing becomes of it. */
  MISSING = 'MISSING',
  FAULTY = 'FAULTY',
}

/** Why a row cannot be taken as it came back. */
export enum SheetRowFault {
  /** The row does not read well: what an import of it says. */
  UNREADABLE = 'UNREADABLE',
  /** This installation did not write the key, or somebody changed it. */
  FORGED_KEY = 'FORGED_KEY',
  /** The key is of another register or another department. */
  FOREIGN_KEY = 'FOREIGN_KEY',
  /** The row was copied, its key with it. */
  DUPLICATED_KEY = 'DUPLICATED_KEY',
  DUPLICATED_NUMBER = 'DUPLICATED_NUMBER',
  /** The key is one row's and the number another's. */
  NUMBER_CHANGED = 'NUMBER_CHANGED',
  /** The row has left the register since. */
  GONE = 'GONE',
}

/** What each says, and what to do. */
export const faultWords: Readonly<Record<SheetRowFault, { readonly zh: string; readonly en: string }>> = {
  UNREADABLE: { zh: '该行无法读取。', en: 'The row cannot be read.' },
  FORGED_KEY: {
    zh: '行密钥不是本系统签发的，或已被改动。请从导出的原表恢复该行，新增的行请清空行密钥。',
    en: 'This installation did not sign the key, or it was changed. Restore the row from the export; clear the key of an added row.',
  },
  FOREIGN_KEY: {
    zh: '行密钥属于另一个名录或另一个部门。请从该行删除，在其所属处交回。',
    en: 'The key is of another register or department. Take the row out and bring it back there.',
  },
  DUPLICATED_KEY: {
    zh: '行密钥与前面的一行相同：该行是复制而来。新增的行请清空行密钥。',
    en: 'An earlier row has the same key: this one was copied. Clear the key of an added row.',
  },
  DUPLICATED_NUMBER: {
    zh: '与前面的一行是同一个号码。请只保留一行。',
    en: 'An earlier row has the same number. Keep one of them.',
  },
  NUMBER_CHANGED: {
    zh: '该行的标识号码被改动：改号码等于换了对象。号码有变请用“合并、分立、转换”登记，新对象请另起一行并清空行密钥。',
    en: 'The row’s number was changed, and a number is who it is. Record a conversion instead; for another one add a row without a key.',
  },
  GONE: {
    zh: '该行导出后已不在名录中。请从表中删除，或清空行密钥作为新增。',
    en: 'The row has left the register since. Take it out, or clear its key to enter it anew.',
  },
};
