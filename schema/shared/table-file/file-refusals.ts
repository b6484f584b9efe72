import { type FilePlace, TableFileError, type TableFileErrorCode } from './table-file-error.js';

/** A column beyond the widest table of any department. */
export const MOST_COLUMNS = 1_024;

const WORDS = {
  NOT_A_WORKBOOK: [
    '这是压缩包，不是工作簿。请选择 .xlsx 或 CSV 文件；若表格在压缩包内，请先解压。',
    'This is an archive and no workbook. Choose an .xlsx or CSV file; unpack the archive first if the table is in it.',
  ],
  MACRO_WORKBOOK: [
    '工作簿含有宏，不予读取。请在表格软件中另存为“Excel 工作簿（.xlsx）”后重新导入。',
    'The workbook holds macros and is not read. Save it as "Excel workbook (.xlsx)" and import that.',
  ],
  ENCRYPTED_WORKBOOK: [
    '工作簿设有打开密码，无法读取。请在表格软件中取消密码，另存为 .xlsx 后重新导入。',
    'The workbook is protected by a password. Remove the password, save it as .xlsx and import that.',
  ],
  BROKEN_WORKBOOK: [
    '工作簿已损坏或不完整，无法读取。请重新下载，或在表格软件中打开后另存为 .xlsx。',
    'The workbook is damaged or incomplete. Fetch it again, or open it in a spreadsheet program and save it as .xlsx.',
  ],
  UNPACKS_TOO_LARGE: [
    '工作簿解压后大得不合常理，已停止读取。请把数据复制到新工作簿，或另存为 CSV UTF-8。',
    'The workbook unpacks to an unreasonable size; reading was stopped. Copy its data into a new one, or save it as CSV UTF-8.',
  ],
  TOO_MANY_SHEETS: [
    '工作簿的可见工作表超过 64 个。请只保留要导入的工作表。',
    'The workbook has more than 64 visible sheets. Keep only the one to import.',
  ],
  NO_SHEET: [
    '工作簿没有可见的工作表。请取消隐藏要导入的工作表。',
    'The workbook has no visible sheet. Unhide the one to import.',
  ],
  TOO_MANY_COLUMNS: [
    `列数超过 ${MOST_COLUMNS}，不像名录表格。请检查分隔符，或删去多余的列。`,
    `There are more than ${MOST_COLUMNS} columns, which is no register. Check the delimiter, or remove columns.`,
  ],
} as const satisfies Partial<Record<TableFileErrorCode, readonly [string, string]>>;

/** Refuses a whole file in the words of its code. */
export function fileRefused(code: keyof typeof WORDS, place?: FilePlace): TableFileError {
  return new TableFileError(code, WORDS[code][0], WORDS[code][1], place);
}

/** Refuses a file of another program by its name. */
export function otherFormat(name: string): TableFileError {
  return new TableFileError(
    'OTHER_WORKBOOK',
    `这是 ${name}，不能直接读取。请在表格软件中打开，另存为 .xlsx 或 CSV UTF-8 后重新导入。`,
    `This is ${name}, which is not read. Open it in a spreadsheet program and save it as .xlsx or CSV UTF-8.`,
  );
}
