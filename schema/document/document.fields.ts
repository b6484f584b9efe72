import { DocumentSubject } from './document.kinds.js';

/** A field that a template may have. */
export interface DocumentField {
  readonly name: string;
  readonly en: string;
  /** Where it is known from: the campaign, the visit; or it is entered when the paper is made. */
  readonly from: DocumentSubject | 'ENTERED';
  /** Of a repeated part: the fields of each row. */
  readonly rows?: Readonly<Record<string, string>>;
}

const { CAMPAIGN, VISIT } = DocumentSubject;

const campaign: Readonly<Record<string, string>> = {
  文号: 'the number of the paper',
  部门名称: 'the authority in whose name it is: where a power is delegated, the one that delegates it',
  受托机构: 'who acts in that name, where it is somebody else',
  委托依据: 'what the delegation rests on',
  制作日期: 'the day on which the paper was made',
  任务名称: 'title of the campaign',
  任务编号: 'code of the campaign',
  计划年度: 'year of the plan',
  事项名称: 'all items in one line',
  检查依据: 'their legal bases in one line',
  抽查数量: 'how many are drawn of which class',
  抽取方式: 'open or confidential',
  每组人数: 'officers of a team',
  检查期限起: 'first day of the visits',
  检查期限止: 'last day of the visits',
  检查期限: 'both days',
  封库时间: 'when the pools were frozen',
  抽取时间: 'when it was drawn',
  抽取数量: 'how many were drawn',
  封库承诺值: 'the commitment',
  结果凭据: 'hash of the receipt',
  见证人: 'the witnesses',
  承办人意见: 'opinion of the handler',
  科室意见: 'opinion of the section head',
  法制意见: 'opinion of the legal section',
  分管意见: 'opinion of the deputy head',
  主要意见: 'opinion of the head',
};

const visit: Readonly<Record<string, string>> = {
  对象名称: 'the target',
  对象代码: 'its credit code or licence number',
  对象地址: 'its address',
  检查人员: 'names of the team',
  组长: 'who leads the team',
  检查日期: 'the day of the visit',
  检查方式: 'how it was checked',
  检查情况: 'what was found',
  检查结果: 'the result in words of its code',
  处置方式: 'what follows',
  更正版次: 'of the sheet of a corrected result: which version it is to bear',
  更正来源: 'where it came out that the result is wrong, with its number',
  更正事由: 'why it is corrected',
  更正人员: 'names of the officers who sign the corrected version',
};

const entered: Readonly<Record<string, string>> = {
  检查时间: 'hours of the visit',
  检查地点: 'where it was',
  负责人: 'who is responsible at the target',
  对象电话: 'telephone of the target',
  联系人: 'whom to ask',
  联系电话: 'telephone of the authority',
  部门地址: 'address of the authority',
  违反规定: 'what was violated',
  处理依据: 'basis of the order',
  改正内容: 'what is to be corrected',
  改正期限: 'until when',
  移送单位: 'to whom it is transferred',
  移送事由: 'why',
  附件: 'enclosures',
  受送达人: 'who is served',
  送达事由: 'the matter of the service',
  送达文书: 'what is served',
  送达文书文号: 'its number',
  送达地点: 'where it is served',
  送达方式: 'how it is served',
  备注: 'remarks',
};

const repeated: readonly DocumentField[] = [
  {
    name: '事项',
    en: 'the items, one by one',
    from: CAMPAIGN,
    rows: {
      序号: 'place',
      事项编码: 'code',
      事项名称: 'title',
      检查依据: 'legal basis',
      执法名义: 'in whose name',
    },
  },
  {
    name: '检查组',
    en: 'the team, one by one',
    from: VISIT,
    rows: { 序号: 'place', 姓名: 'name', 执法证号: 'number of the certificate', 职责: 'part in the team' },
  },
  {
    name: '抽取结果',
    en: 'what was drawn, one by one',
    from: CAMPAIGN,
    rows: { 序号: 'place', 对象: 'the target', 人员: 'its team' },
  },
  {
    name: '审批意见',
    en: 'the approvals, one by one',
    from: CAMPAIGN,
    rows: { 环节: 'step', 意见: 'opinion', 姓名: 'who', 日期: 'when' },
  },
];

function all(names: Readonly<Record<string, string>>, from: DocumentField['from']): DocumentField[] {
  return Object.entries(names).map(([name, en]) => ({ name, en, from }));
}

/** Every field that the program fills in. */
export const documentFields: readonly DocumentField[] = [
  ...all(campaign, CAMPAIGN),
  ...all(visit, VISIT),
  ...all(entered, 'ENTERED'),
  ...repeated,
];

/** The names of fields that may be entered when a paper is made. */
export const enteredFields: readonly string[] = Object.keys(entered);

/** The fields that a template of a subject may have: a paper about a campaign knows no single visit. */
export function fieldsOf(subject: DocumentSubject): readonly DocumentField[] {
  return documentFields.filter(({ from }) => from !== VISIT || subject === VISIT);
}

/** What is filled in. */
export interface DocumentValues {
  readonly [name: string]: string | readonly Readonly<Record<string, string>>[];
}
