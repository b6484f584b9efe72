import { type Column, column } from './column.js';

/** Papers of natural persons by the standard's codes (to confirm) and words; what each stands for is a word of ours. */
export const papers: Readonly<Record<string, string>> = {
  ...{ '01': '身份证', '1': '身份证', 身份证: '身份证', 居民身份证: '身份证' },
  ...{ '02': '护照', '2': '护照', 护照: '护照', 护照号: '护照' },
  ...{ '03': '港澳居民来往内地通行证', '3': '港澳居民来往内地通行证' },
  港澳居民来往内地通行证: '港澳居民来往内地通行证',
  ...{ '04': '台湾居民来往大陆通行证', '4': '台湾居民来往大陆通行证' },
  台湾居民来往大陆通行证: '台湾居民来往大陆通行证',
  ...{ '05': '外国人永久居留身份证', '5': '外国人永久居留身份证' },
  外国人永久居留身份证: '外国人永久居留身份证',
};

/** What both kinds say of the party, by the prefix of the kind. Which categories there are is the kind's own. */
export function partyColumns(prefix: 'CF' | 'XK', categories: Readonly<Record<string, string>>): Column[] {
  const of = (suffix: string) => `${prefix}_${suffix}`;
  return [
    column({
      ...{ field: 'partyName', code: of('XDR_MC'), title: '行政相对人名称', titleEn: 'name of the party' },
      ...{ isMandatory: true, sealed: 'ofPerson', also: ['当事人名称', '当事人'] },
      older: prefix === 'XK' ? ['XK_XDR'] : [],
    }),
    column({
      ...{ field: 'category', code: of('XDR_LB'), title: '行政相对人类别', titleEn: 'category of the party' },
      ...{ maxLength: 16, isMandatory: true, choices: categories, also: ['行政相对人类型'] },
    }),
    column({
      ...{ field: 'creditCode', code: of('XDR_SHXYM'), title: '行政相对人代码_1(统一社会信用代码)' },
      ...{ titleEn: 'unified social credit code', form: 'creditCode', maxLength: 18 },
      also: ['统一社会信用代码', '行政相对人代码(统一社会信用代码)', '行政相对人代码-1(统一社会信用代码)'],
    }),
    column({
      ...{ field: 'registrationNo', code: of('XDR_GSZC'), title: '行政相对人代码_2(工商注册号)' },
      ...{ titleEn: 'registration number', form: 'registrationNo', maxLength: 50, also: ['工商注册号'] },
      older: [of('XDR_GSDJ'), '行政相对人代码_3(工商登记码)', '行政相对人代码_3(工商注册号)'],
    }),
    column({
      ...{ field: 'organisationCode', code: of('XDR_ZZJG'), title: '行政相对人代码_3(组织机构代码)' },
      ...{ titleEn: 'organisation code', form: 'organisationCode', maxLength: 10, also: ['组织机构代码'] },
      older: [of('XDR_ZDM'), '行政相对人代码_2(组织机构代码)'],
    }),
    column({
      ...{ field: 'taxNo', code: of('XDR_SWDJ'), title: '行政相对人代码_4(税务登记号)' },
      ...{ titleEn: 'tax registration number', form: 'freeNumber', maxLength: 20, also: ['税务登记号'] },
    }),
    column({
      ...{ field: 'institutionNo', code: of('XDR_SYDW'), title: '行政相对人代码_5(事业单位证书号)' },
      ...{ titleEn: 'number of an institution', form: 'freeNumber', maxLength: 50 },
      also: ['事业单位证书号'],
    }),
    column({
      ...{ field: 'societyNo', code: of('XDR_SHZZ'), title: '行政相对人代码_6(社会组织登记证号)' },
      ...{ titleEn: 'number of a social organisation', form: 'freeNumber', maxLength: 50 },
      also: ['社会组织登记证号'],
    }),
    column({
      ...{ field: 'representative', code: of('FRDB'), title: '法定代表人', titleEn: 'legal representative' },
      ...{ maxLength: 50, sealed: 'ofPerson', also: ['法定代表人(负责人)', '法定代表人/负责人'] },
      older: [of('FR'), '法定代表人姓名'],
    }),
    ...(prefix === 'CF'
      ? [
          column({
            ...{ field: 'representativePaper', code: 'CF_FR_ZJLX', title: '法定代表人证件类型' },
            ...{ titleEn: 'paper of the representative', form: 'paper', maxLength: 64, choices: papers },
            ...{ sealed: 'always', isPublic: false },
          }),
        ]
      : []),
    column({
      ...{ field: 'representativeNumber', code: of('FR_ZJHM'), title: '法定代表人证件号码' },
      ...{ titleEn: 'number of that paper', form: 'personNumber', maxLength: 64 },
      ...{ sealed: 'always', isPublic: false, also: ['法定代表人身份证号', of('FR_SFZH')] },
    }),
    column({
      ...{ field: 'personPaper', code: of('XDR_ZJLX'), title: '证件类型', titleEn: 'paper of the person' },
      ...{ form: 'paper', maxLength: 64, isOfPerson: true, choices: papers, sealed: 'always' },
      ...{ isPublic: false, also: ['自然人证件类型'] },
    }),
    column({
      ...{ field: 'personNumber', code: of('XDR_ZJHM'), title: '证件号码', titleEn: 'number of that paper' },
      ...{ form: 'personNumber', maxLength: 64, isOfPerson: true, sealed: 'always', isPublic: false },
      ...{
        also: ['自然人证件号码'],
        older: [of('XDR_SFZ'), '行政相对人代码_5(居民身份证号)', '居民身份证号'],
      },
    }),
  ];
}

/** Who decided, and who delivers the data. */
export function authorityColumns(
  kind: 'CF' | 'XK',
  codes: {
    readonly name: string;
    readonly code: string;
    readonly source: string;
    readonly sourceCode: string;
  },
): Column[] {
  const word = kind === 'CF' ? '处罚' : '许可';
  return [
    column({
      ...{ field: 'authorityName', code: codes.name, title: `${word}机关`, titleEn: 'deciding authority' },
      ...{ isMandatory: true, older: [`${kind}_XZJG`], also: [`作出${word}决定的机关名称`] },
    }),
    column({
      ...{ field: 'authorityCode', code: codes.code, title: `${word}机关统一社会信用代码` },
      ...{ titleEn: 'its credit code', form: 'creditCode', maxLength: 18, isMandatory: true },
    }),
    column({
      ...{ field: 'sourceName', code: codes.source, title: '数据来源单位', titleEn: 'source of the data' },
      isMandatory: true,
    }),
    column({
      ...{ field: 'sourceCode', code: codes.sourceCode, title: '数据来源单位统一社会信用代码' },
      ...{ titleEn: 'its credit code', form: 'creditCode', maxLength: 18, isMandatory: true },
    }),
    column({
      ...{ field: 'note', code: 'BZ', title: '备注', titleEn: 'note', maxLength: 512, sealed: 'ofPerson' },
    }),
  ];
}

/** What an arrival needs beside the standard's columns; in no report. */
export const ownColumns: readonly Column[] = [
  column({
    ...{ field: 'caseNo', code: 'AJBH', title: '案件编号', titleEn: 'number of the case or application' },
    ...{ maxLength: 100, isMandatory: true, isOwn: true, isPublic: false },
    also: ['案号', '立案号', '立案编号', '办件编号', '受理编号', '申请编号', '业务编号'],
  }),
  column({
    ...{ field: 'procedure', code: 'BLCX', title: '办理程序', titleEn: 'procedure' },
    ...{ maxLength: 16, isMandatory: true, isOwn: true, isPublic: false },
    also: ['处罚程序', '适用程序', '办案程序', '许可程序', '案件程序'],
    choices: {
      ...{ 简易: 'SIMPLE', 简易程序: 'SIMPLE', 当场: 'SIMPLE', 当场处罚: 'SIMPLE', simple: 'SIMPLE' },
      ...{ 普通: 'ORDINARY', 普通程序: 'ORDINARY', 一般: 'ORDINARY', 一般程序: 'ORDINARY' },
      ordinary: 'ORDINARY',
    },
  }),
  column({
    ...{ field: 'assignmentId', code: 'JCRW', title: '检查任务标识', titleEn: 'the visit it began with' },
    ...{ maxLength: 36, isOwn: true, isPublic: false },
  }),
];
