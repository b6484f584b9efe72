import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { DateTime } from '../../shared/scalars.js';
import { RemarkCode } from './import-remark.js';
import { ImportKind, ImportMode } from './import-run.states.js';

registerEnumType(ImportKind, {
  name: 'ImportKind',
  description: '导入的内容。What a file holds.',
  valuesConfig: {
    ENTITIES: { description: '检查对象: targets' },
    INSPECTORS: { description: '执法检查人员: inspectors' },
    ITEMS: { description: '抽查事项清单: the item list' },
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

  @Field(() => String, { description: '问题（中文）。What is wrong, in Chinese.' })
  message!: string;

  @Field(() => String, { description: '问题（英文）。What is wrong, in English.' })
  messageEn!: string;

  @Field(() => String, { nullable: true, description: '办法（中文）；提示没有。The remedy, in Chinese.' })
  remedy?: string;

  @Field(() => String, { nullable: true, description: '办法（英文）；提示没有。The remedy, in English.' })
  remedyEn?: string;
}

@ObjectType('ImportRun', { description: '一次导入的记录。One import as it happened.' })
export class ImportRunType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => ImportKind, { description: '内容。What the file holds.' })
  kind!: ImportKind;

  @Field(() => ImportMode, { description: '方式。How faulty rows were dealt with.' })
  mode!: ImportMode;

  @Field(() => Boolean, { description: '是否试运行（未改动名录库）。A trial, which changed no register.' })
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
