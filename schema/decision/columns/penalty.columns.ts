import { type Column, column } from './column.js';
import { authorityColumns, ownColumns, partyColumns } from './party.columns.js';

const ORGANISATION = '法人及非法人组织';

const categories = {
  ...{
    [ORGANISATION]: ORGANISATION,
    法人: ORGANISATION,
    非法人组织: ORGANISATION,
    法人和非法人组织: ORGANISATION,
  },
  ...{ 自然人: '自然人', 个人: '自然人', 个体工商户: '个体工商户', 个体: '个体工商户' },
};

/** The columns of a penalty (行政处罚), in the order of the standard. */
export const penaltyColumns: readonly Column[] = [
  ...partyColumns('CF', categories),
  column({
    ...{ field: 'documentNo', code: 'CF_WSH', title: '行政处罚决定书文号', titleEn: 'document number' },
    ...{ maxLength: 64, isMandatory: true, also: ['行政处罚决定文书号', '处罚决定书文号', '决定书文号'] },
  }),
  column({
    ...{ field: 'offence', code: 'CF_WFXW', title: '违法行为类型', titleEn: 'kind of offence' },
    ...{ maxLength: 2_000, isMandatory: true },
  }),
  column({
    ...{ field: 'facts', code: 'CF_SY', title: '违法事实', titleEn: 'facts', maxLength: 5_000 },
    ...{ isMandatory: true, sealed: 'ofPerson', older: ['处罚事由'] },
  }),
  column({
    ...{ field: 'basis', code: 'CF_YJ', title: '处罚依据', titleEn: 'basis, with its article' },
    ...{ maxLength: 2_000, isMandatory: true },
  }),
  column({
    ...{ field: 'penaltyKinds', code: 'CF_CFLB', title: '处罚类别', titleEn: 'kinds of penalty' },
    ...{ maxLength: 500, isMandatory: true, older: ['CF_CFLB1', 'CF_CFLB2', '处罚类别1', '处罚类别2'] },
  }),
  column({
    ...{ field: 'content', code: 'CF_NR', title: '处罚内容', titleEn: 'what was decided', maxLength: 4_000 },
    ...{ isMandatory: true, sealed: 'ofPerson', older: ['CF_JG', '处罚结果'] },
  }),
  column({
    ...{ field: 'fine', code: 'CF_NR_FK', title: '罚款金额(万元)', titleEn: 'fine' },
    ...{ form: 'money', maxLength: 24 },
  }),
  column({
    ...{ field: 'confiscation', code: 'CF_NR_WFFF', title: '没收违法所得、没收非法财物的金额(万元)' },
    ...{ titleEn: 'confiscation', form: 'money', maxLength: 24, also: ['没收金额(万元)'] },
  }),
  column({
    ...{ field: 'withheldLicence', code: 'CF_NR_ZKDX', title: '暂扣或吊销证照名称及编号' },
    ...{ titleEn: 'licence that is withheld or revoked' },
  }),
  column({
    ...{ field: 'decidedOn', code: 'CF_JDRQ', title: '处罚决定日期', titleEn: 'date of the decision' },
    ...{ form: 'day', maxLength: 10, isMandatory: true, also: ['作出处罚决定的日期'] },
  }),
  column({
    ...{ field: 'validToOn', code: 'CF_YXQ', title: '处罚有效期', titleEn: 'valid to' },
    ...{ form: 'dayOrLongTerm', maxLength: 10, isMandatory: true, older: ['CF_JZQ', '处罚截止期'] },
  }),
  column({
    ...{ field: 'publishToOn', code: 'CF_GSJZQ', title: '公示截止期', titleEn: 'published to' },
    ...{ form: 'dayOrLongTerm', maxLength: 10, also: ['公示截止日期'] },
  }),
  ...authorityColumns('CF', {
    ...{ name: 'CF_CFJG', code: 'CF_CFJGDM', source: 'CF_SJLY', sourceCode: 'CF_SJLYDM' },
  }),
  ...ownColumns,
];
