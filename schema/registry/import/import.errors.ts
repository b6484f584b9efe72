import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { DateTime } from '../../shared/scalars.js';
import type { TableFileError, TableFileErrorCode } from '../../shared/table-file/index.js';
import { RowRemarkType } from './import-run.type.js';
import type { ImportTally } from './import-tally.js';

/** Why a whole file cannot be read. */
export enum FileFault {
  EMPTY_FILE = 'EMPTY_FILE',
  NOT_A_TEXT_FILE = 'NOT_A_TEXT_FILE',
  NOT_JSON_LINES = 'NOT_JSON_LINES',
  NOT_A_WORKBOOK = 'NOT_A_WORKBOOK',
  OTHER_WORKBOOK = 'OTHER_WORKBOOK',
  MACRO_WORKBOOK = 'MACRO_WORKBOOK',
  ENCRYPTED_WORKBOOK = 'ENCRYPTED_WORKBOOK',
  BROKEN_WORKBOOK = 'BROKEN_WORKBOOK',
  UNPACKS_TOO_LARGE = 'UNPACKS_TOO_LARGE',
  TOO_MANY_SHEETS = 'TOO_MANY_SHEETS',
  TOO_MANY_COLUMNS = 'TOO_MANY_COLUMNS',
  NO_SHEET = 'NO_SHEET',
  BROKEN_ENCODING = 'BROKEN_ENCODING',
  BROKEN_QUOTES = 'BROKEN_QUOTES',
  RECORD_TOO_LONG = 'RECORD_TOO_LONG',
  HEADING_NOT_FOUND = 'HEADING_NOT_FOUND',
  DUPLICATE_HEADING = 'DUPLICATE_HEADING',
  MISSING_COLUMN = 'MISSING_COLUMN',
  INVALID_MAPPING = 'INVALID_MAPPING',
  /** The mapping that was remembered for the source no longer fits its file. */
  MAPPING_OUTDATED = 'MAPPING_OUTDATED',
}

/** What a mapping that does not fit leads to. */
const mappingFaults: readonly TableFileErrorCode[] = [
  'MISSING_COLUMN',
  'HEADING_NOT_FOUND',
  'INVALID_MAPPING',
];

const faultOf: Readonly<Record<TableFileErrorCode, FileFault>> = FileFault;

registerEnumType(FileFault, {
  name: 'FileFault',
  description: '整个文件无法读取的原因。Why a whole file cannot be read.',
  valuesConfig: {
    EMPTY_FILE: { description: '空文件: nothing in it' },
    NOT_A_TEXT_FILE: { description: '不是表格: a PDF or the like' },
    NOT_JSON_LINES: { description: '不是 JSON Lines: one array, or no line that is an object' },
    NOT_A_WORKBOOK: { description: '不是工作簿的压缩包: an archive that is no workbook' },
    OTHER_WORKBOOK: { description: '其他格式的表格: .xls, .et, ODS, a page saved as .xls' },
    MACRO_WORKBOOK: { description: '含宏的工作簿: a workbook with macros' },
    ENCRYPTED_WORKBOOK: { description: '加密的工作簿: a password is set' },
    BROKEN_WORKBOOK: { description: '工作簿已损坏: damaged or incomplete' },
    UNPACKS_TOO_LARGE: { description: '解压后过大: unpacks beyond all measure' },
    TOO_MANY_SHEETS: { description: '工作表过多: too many sheets' },
    TOO_MANY_COLUMNS: { description: '列过多: too many columns' },
    NO_SHEET: { description: '没有可见的工作表: every sheet is hidden' },
    BROKEN_ENCODING: { description: '编码损坏: bytes that make no character' },
    BROKEN_QUOTES: { description: '引号不成对: a quotation mark is not closed' },
    RECORD_TOO_LONG: { description: '行过长: a row beyond all measure' },
    HEADING_NOT_FOUND: { description: '未找到表头: no known heading' },
    DUPLICATE_HEADING: { description: '表头重复: a heading stands twice' },
    MISSING_COLUMN: { description: '缺少必需的列: a column is missing' },
    INVALID_MAPPING: { description: '字段对照文件无效: the mapping file is not valid' },
    MAPPING_OUTDATED: { description: '来源的字段对照已不适用: the mapping of the source no longer fits' },
  },
});

@ObjectType({
  implements: ConsoleError,
  description: '文件无法读取，没有任何改动。The file cannot be read; nothing was changed.',
})
export class FileUnreadable extends Refusal {
  @Field(() => FileFault, { description: '原因。Why.' })
  readonly fault: FileFault;

  @Field(() => Int, {
    nullable: true,
    description: '第几行；与行无关的没有。The row, where one is at fault.',
  })
  readonly row?: number;

  @Field(() => Int, {
    nullable: true,
    description: '第几字节（从 0 起）；与字节无关的没有。The byte from 0.',
  })
  readonly byte?: number;

  /** @param source the source whose remembered mapping was used */
  constructor(error: TableFileError, source?: string) {
    const isOutdated = source !== undefined && mappingFaults.includes(error.code);
    super(
      isOutdated
        ? `来源“${source}”记住的字段对照已不适用于该文件：${error.zh}请随文件给出新的字段对照。`
        : error.zh,
      isOutdated
        ? `The mapping remembered for "${source}" no longer fits this file: ${error.en} Give a new mapping with the file.`
        : error.en,
    );
    this.fault = isOutdated ? FileFault.MAPPING_OUTDATED : faultOf[error.code];
    this.row = error.place.row;
    this.byte = error.place.byte;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '有错误的行，按“全部或不导入”处理，没有任何改动。Faulty rows; nothing was changed.',
})
export class ImportRefused extends Refusal {
  @Field(() => Int, { description: '文件行数。Rows of the file.' })
  readonly rowCount: number;

  @Field(() => Int, { description: '有错误的行数。Rows with faults.' })
  readonly rejectedCount: number;

  @Field(() => Int, { description: '错误总数。Faults altogether.' })
  readonly faultCount: number;

  @Field(() => [RowRemarkType], { description: '错误，最多前一千条。The faults, the first thousand.' })
  readonly faults: readonly RowRemarkType[];

  @Field(() => [RowRemarkType], { description: '提示，最多前一千条。The warnings, the first thousand.' })
  readonly warnings: readonly RowRemarkType[];

  @Field(() => ID, {
    nullable: true,
    description:
      '导入记录；一天之内可下载附说明的错误行。Its record: for a day its faulty rows can be fetched with remarks.',
  })
  readonly runId?: string;

  constructor({ rowCount, rejectedCount, faultCount, faults, warnings }: ImportTally, runId?: string) {
    super(
      `${rowCount} 行中有 ${rejectedCount} 行存在错误（共 ${faultCount} 处），未导入任何内容。请按列出的行、列更正后重新导入，或选择只导入无误的行。`,
      `${rejectedCount} of ${rowCount} rows have faults (${faultCount} in all); nothing was imported. Correct them, or import the good rows only.`,
    );
    this.runId = runId;
    this.rowCount = rowCount;
    this.rejectedCount = rejectedCount;
    this.faultCount = faultCount;
    this.faults = faults;
    this.warnings = warnings;
  }
}

@ObjectType({ implements: ConsoleError, description: '没有这个上传的文件。No such uploaded file.' })
export class UnknownUpload extends Refusal {
  @Field(() => ID, { description: '该标识。The id.' })
  readonly uploadId: string;

  constructor(uploadId: string) {
    super(
      '没有这个上传的文件：可能已导入并清除，或由他人上传。请重新上传。',
      'There is no such upload: it may have been imported and cleared, or be somebody else’s. Upload it again.',
    );
    this.uploadId = uploadId;
  }
}

/** Who has a department's pools. */
export interface PoolHolder {
  readonly holder: 'IMPORT' | 'FREEZE';
  readonly since?: Date;
  readonly fileName?: string;
  readonly accountName?: string;
}

@ObjectType({ implements: ConsoleError, description: '名录库正在被使用。The pool is in use.' })
export class PoolInUse extends Refusal {
  @Field(() => String, {
    nullable: true,
    description: '谁在使用：IMPORT 或 FREEZE。Who has it: IMPORT or FREEZE.',
  })
  readonly holder?: string;

  @Field(() => DateTime, { nullable: true, description: '自何时起。Since when.' })
  readonly since?: Date;

  constructor(holder?: PoolHolder) {
    super(
      `本部门的名录库正在${holder ? wordsOf(holder).zh : '导入或封库'}，请稍后再试。`,
      `${holder ? wordsOf(holder).en : 'Another import into this department’s pools, or a freeze of them,'} is under way; try again shortly.`,
    );
    this.holder = holder?.holder;
    this.since = holder?.since;
  }
}

function wordsOf({ holder, since, fileName, accountName }: PoolHolder): { zh: string; en: string } {
  const what =
    holder === 'FREEZE' ? ['封库', 'A freeze of the pools'] : ['导入', 'Another import into the pools'];
  const details = [fileName, accountName, since?.toISOString()].filter(Boolean);
  const shown = details.length > 0 ? `（${details.join('，')}）` : '';
  return {
    zh: `${what[0]}${shown}`,
    en: `${what[1]}${shown.replace('（', ' (').replaceAll('，', ', ').replace('）', ')')}`,
  };
}

@ObjectType({
  implements: ConsoleError,
  description: '账号不属于任何部门。The account belongs to no department.',
})
export class NoDepartment extends Refusal {
  constructor() {
    super(
      '账号未归属任何部门，不能维护名录库；请系统管理员设置。',
      'This account belongs to no department and keeps no pool; a system administrator sets it.',
    );
  }
}
