import { Field, Float, ID, Int, ObjectType, Root, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { DateTime } from '../../shared/scalars.js';
import { RemarkCode } from './import-remark.js';
import { ConflictRule, ImportKind, ImportMode, ImportState, MissingRule } from './import-run.states.js';

registerEnumType(ImportKind, {
  name: 'ImportKind',
  description: '导入的内容。What a file holds.',
  valuesConfig: {
    ENTITIES: { description: '检查对象: targets' },
    INSPECTORS: { description: '执法检查人员: inspectors' },
    ITEMS: { description: '抽查事项清单: the item list' },
    SPECIAL_POOLS: { description: '专项库及成员: special pools and their members' },
  },
});

registerEnumType(ImportMode, {
  name: 'ImportMode',
  description: '有错误的行如何处理。What becomes of a file with faulty rows.',
  valuesConfig: {
    ALL_OR_NOTHING: { description: '全部或不导入: all rows, or none' },
    GOOD_ROWS: { description: '只导入无误的行: the good rows' },
  },
});

registerEnumType(ConflictRule, {
  name: 'ConflictRule',
  description: '与名录库冲突的行如何处理。What becomes of rows in conflict with the register.',
  valuesConfig: {
    REFUSE: { description: '作为错误: each is a fault' },
    FILE_WINS: { description: '以文件为准: the file wins' },
    REGISTER_WINS: { description: '以名录库为准: the register wins' },
  },
});

registerEnumType(MissingRule, {
  name: 'MissingRule',
  description:
    '文件中缺少的检查对象如何处理。What becomes of targets that the file of their source does not name.',
  valuesConfig: {
    KEEP: { description: '保留: they stay' },
    REPORT: { description: '保留并列出: they stay and are listed' },
    MARK_REMOVED: { description: '标记为已移出: they are marked as removed' },
  },
});

registerEnumType(ImportState, {
  name: 'ImportState',
  description: '导入的状态。How far an import is.',
  valuesConfig: {
    QUEUED: { description: '待开始: not yet begun' },
    WAITING: { description: '等待另一导入或封库: another import or a freeze has the pools' },
    READING: { description: '读取、检查、比较中: rows are read, checked and compared' },
    WRITING: { description: '写入中: what is good is written' },
    DONE: { description: '完成: done' },
    REFUSED: { description: '被拒绝，名录库未改动: refused; nothing was changed' },
    FAILED: { description: '程序或机器中断，名录库未改动: failed; nothing was changed' },
  },
});

registerEnumType(RemarkCode, {
  name: 'RemarkCode',
  description: '对某行的说明代码。What is said about a row.',
  valuesConfig: {
    BLANK_FIELD: { description: '必填项为空: a mandatory field is blank' },
    BAD_TEXT: { description: '文字有不可用的字符: a character that may not enter' },
    BAD_LINE: { description: '该行不是一个 JSON 对象: a line that is no flat JSON object' },
    TOO_LONG: { description: '过长: too long' },
    BAD_IDENTIFIER: { description: '号码或代码不合规则: an identifier breaks its rules' },
    SCIENTIFIC_NOTATION: { description: '号码变成科学记数: a number turned into a figure' },
    IMPOSSIBLE_DATE: { description: '日期不存在: no such day' },
    UNREADABLE_DATE: { description: '日期无法识别: not readable as a date' },
    DATE_ORDER: { description: '起止颠倒: an end before its beginning' },
    BAD_NUMBER: { description: '数字超出范围: not a number in its range' },
    NO_ARTICLE: { description: '依据未写明条款: a basis without its article' },
    FUTURE_DATE: { description: '日期晚于今天: a day that has not come' },
    UNKNOWN_VALUE: { description: '值不可识别: a value that is not known' },
    VALUE_NOT_MAPPED: { description: '值未列入对照: not in the value table of the mapping' },
    UNEQUAL_LISTS: { description: '多值个数不一: lists of unequal length' },
    EXTRA_CELLS: { description: '单元格多于表头: more cells than headings' },
    DUPLICATE_ID: { description: '文件内标识重复: the identifier is there twice' },
    DEFAULT_USED: { description: '空白按默认处理: a default was used' },
    DATE_CONVERTED: { description: '日期由序列号换算: a serial number was read as a day' },
    ROW_SKIPPED: { description: '说明或示例行，未读取: a note, an example or another sheet was passed over' },
    VAGUE_LEGAL_BASIS: { description: '依据笼统: a vague legal basis' },
    UNKNOWN_RANK: { description: '职务不在职级表: a post without a known rank' },
    UNKNOWN_DIVISION: { description: '区划未登记: no such division is known' },
    UNKNOWN_DEPARTMENT: { description: '单位未登记: no such department is known' },
    OTHER_DEPARTMENT: { description: '属于另一部门: it belongs to another department' },
    CERTIFICATE_EXPIRED: { description: '执法证已过期: the certificate has expired' },
    CERTIFICATE_OF_ANOTHER: { description: '执法证属另一人员: it is another officer’s certificate' },
    LEAVING_IS_A_DEPARTURE: { description: '离岗须另行办理: leaving is a deed of its own' },
    LEAVE_OVERLAPS: { description: '请休假期间重叠: leave that shares days with another' },
    SPECIAL_POOL_CLOSED: { description: '专项库已关闭: the special pool is closed' },
    CHANGED_BY_HAND: { description: '名录库经人工更改: changed by hand since the last import' },
    SOURCES_DISAGREE: { description: '与另一来源不一致: another source says otherwise' },
    IDENTIFIER_OF_ANOTHER: { description: '号码属另一对象: another target’s identifier' },
    BECAME_ANOTHER: { description: '已并入、分立或转换: merged, split or converted' },
    UNKNOWN_TARGET: { description: '名录中没有该对象: the register has no such target' },
    OTHER_DOCUMENT: { description: '文号与名单不一致: another document number than the list’s' },
    ALREADY_LISTED: { description: '已登记: it is entered already' },
    NUMBER_USED: { description: '文号已用于另一决定: the number is another decision’s' },
    UNKNOWN_VISIT: { description: '本部门没有该检查任务: no such visit in the department' },
    VISIT_OF_ANOTHER: { description: '该检查任务是另一主体的: it was a visit to somebody else' },
    NOBODY_RESPONSIBLE: { description: '未填责任主体: no responsible entity is named' },
  },
});

@ObjectType('RowRemark', {
  description: '对文件某行的说明：位置、问题与办法。A remark on a row, and what to do.',
})
export class RowRemarkType {
  @Field(() => Int, { description: '行号，与表格软件一致。The row as a spreadsheet counts it.' })
  row!: number;

  @Field(() => String, {
    nullable: true,
    description: '表头；没有对应列的没有。The heading, where there is one.',
  })
  column?: string;

  @Field(() => String, { description: '字段。The field.' })
  field!: string;

  @Field(() => RemarkCode, { description: '代码。The code.' })
  code!: RemarkCode;

  @Field(() => String, {
    nullable: true,
    description: '单元格内容；只在导入当时给出，不保留。What stands there: told at the import, not kept.',
  })
  value?: string;

  @Field(() => String, { description: '问题（中文）。What is wrong, in Chinese.' })
  message!: string;

  @Field(() => String, { description: '问题（英文）。What is wrong, in English.' })
  messageEn!: string;

  @Field(() => String, { nullable: true, description: '办法（中文）；提示没有。The remedy, in Chinese.' })
  remedy?: string;

  @Field(() => String, { nullable: true, description: '办法（英文）；提示没有。The remedy, in English.' })
  remedyEn?: string;
}

@ObjectType('RowChange', { description: '某行的一项变化。What the file changes in one row.' })
export class RowChangeType {
  @Field(() => Int, { description: '行号。The row.' })
  row!: number;

  @Field(() => String, { description: '字段。The field.' })
  field!: string;

  @Field(() => String, { nullable: true, description: '名录库中的值。What the register has.' })
  from?: string;

  @Field(() => String, { nullable: true, description: '文件中的值。What the file has.' })
  to?: string;
}

@ObjectType('MissingUnit', {
  description: '来源中已不在文件内的对象。A target of the source that the file does not name.',
})
export class MissingUnitType {
  @Field(() => String, { description: '标识。Its id in the real world.' })
  realId!: string;

  @Field(() => String, { description: '名称。Its name.' })
  name!: string;
}

@ObjectType('FieldCount', { description: '某字段有变化的行数。In how many rows a field differs.' })
export class FieldCountType {
  @Field(() => String, { description: '字段。The field.' })
  field!: string;

  @Field(() => Int, { description: '行数。How many rows.' })
  count!: number;
}

@ObjectType('ImportProgress', { description: '导入的进度。How far an import is.' })
export class ImportProgressType {
  @Field(() => Int, { description: '已读行数。Rows read.' })
  rowCount!: number;

  @Field(() => Float, { description: '已读字节。Bytes read.' })
  readBytes!: number;

  @Field(() => Float, { description: '文件字节。Bytes of the file.' })
  totalBytes!: number;

  @Field(() => Int, { nullable: true, description: '每秒行数。Rows in a second.' })
  rowsPerSecond?: number;

  @Field(() => Int, { nullable: true, description: '估计剩余秒数。Seconds left, as it seems.' })
  secondsLeft?: number;
}

@ObjectType('ImportWait', { description: '在等谁。Whom an import waits for.' })
export class ImportWaitType {
  @Field(() => String, { description: 'IMPORT 或 FREEZE。An import, or a freeze.' })
  holder!: string;

  @Field(() => String, { nullable: true, description: '其文件。Its file.' })
  fileName?: string;

  @Field(() => String, { nullable: true, description: '何人。Whose it is.' })
  accountName?: string;

  @Field(() => String, { description: '自何时起。Since when.' })
  since!: string;
}

@ObjectType('ImportEnd', { description: '未能完成的原因。Why an import ended without one.' })
export class ImportEndType {
  @Field(() => String, { description: '代码。The code.' })
  code!: string;

  @Field(() => String, { description: '原因（中文）。The reason, in Chinese.' })
  message!: string;

  @Field(() => String, { description: '原因（英文）。The reason, in English.' })
  messageEn!: string;
}

@ObjectType('ImportRun', { description: '一次导入的记录。One import as it happened.' })
export class ImportRunType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => ImportKind, { description: '内容。What the file holds.' })
  kind!: ImportKind;

  @Field(() => ImportMode, { description: '方式。How faulty rows were dealt with.' })
  mode!: ImportMode;

  @Field(() => ImportState, { description: '状态。How far it is.' })
  state!: ImportState;

  @Field(() => String, { nullable: true, description: '来源。Its source.' })
  source?: string;

  @Field(() => ConflictRule, { description: '冲突的处理。What became of conflicts.' })
  conflicts!: ConflictRule;

  @Field(() => MissingRule, { description: '缺少对象的处理。What became of missing targets.' })
  missing!: MissingRule;

  @Field(() => String, {
    description: '凭证：文件与名录库的状态。Stands for the file and the register as they were compared.',
  })
  token!: string;

  @Field(() => ImportWaitType, { nullable: true, description: '在等谁。Whom it waits for.' })
  wait?: ImportWaitType;

  @Field(() => ImportEndType, {
    nullable: true,
    description: '未能完成的原因。Why it ended without an import.',
  })
  end?: ImportEndType;

  @Field(() => Boolean, { description: '是否预览（未改动名录库）。A preview, which changed no register.' })
  dryRun!: boolean;

  @Field(() => String, { description: '文件名。The name of the file.' })
  fileName!: string;

  @Field(() => String, { description: '文件的 SHA-256。The SHA-256 of the file.' })
  fileHash!: string;

  @Field(() => String, { description: '读法：格式、编码、分隔符。How it was read.' })
  encoding!: string;

  @Field(() => Int, { description: '数据行数。Rows of data.' })
  rowCount!: number;

  @Field(() => Int, { description: '接受的行数。Rows accepted.' })
  acceptedCount!: number;

  @Field(() => Int, { description: '拒绝的行数。Rows refused.' })
  rejectedCount!: number;

  @Field(() => Int, { description: '新增。Created.' })
  createdCount!: number;

  @Field(() => Int, { description: '更新。Updated.' })
  updatedCount!: number;

  @Field(() => Int, { description: '无变化。Unchanged.' })
  unchangedCount!: number;

  @Field(() => Int, { description: '与名录库冲突的行。Rows in conflict with the register.' })
  conflictCount!: number;

  @Field(() => Int, {
    description: '来源中已不在文件内的对象。Targets of the source that the file does not name.',
  })
  missingCount!: number;

  @Field(() => Int, { description: '其中标记为已移出。Of these marked as removed.' })
  removedCount!: number;

  @Field(() => [FieldCountType], { description: '各字段有变化的行数。In how many rows each field differs.' })
  changedFields(@Root() run: { fieldCounts: Record<string, number> }): FieldCountType[] {
    return Object.entries(run.fieldCounts).map(([field, count]) => ({ field, count }));
  }

  @Field(() => Int, { description: '错误总数。Faults altogether.' })
  faultCount!: number;

  @Field(() => Int, { description: '提示总数。Warnings altogether.' })
  warningCount!: number;

  @Field(() => [RowRemarkType], { description: '错误，最多前一千条。The faults, the first thousand.' })
  faults!: RowRemarkType[];

  @Field(() => [RowRemarkType], { description: '提示，最多前一千条。The warnings, the first thousand.' })
  warnings!: RowRemarkType[];

  @Field(() => DateTime, { description: '时间。When.' })
  at!: Date;

  @Field(() => ID, {
    nullable: true,
    description: '操作账号；命令行导入没有。By whom; absent for the command line.',
  })
  accountId?: string;
}

export const ImportRunConnection = connectionOf('ImportRun', () => ImportRunType);
