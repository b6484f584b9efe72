import { type Column, column } from './column.js';
import { authorityColumns, ownColumns, partyColumns } from './party.columns.js';

/** Codes with their words: `01 自然人`. */
function coded(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    words.flatMap((word, index) => {
      const code = String(index + 1).padStart(2, '0');
      return [code, String(index + 1), word, `${code}${word}`, `${code}-${word}`].map((key) => [key, code]);
    }),
  );
}

const VALID = '1';
const INVALID = '0';

/** The columns of a licence (行政许可), in the order of the standard. */
export const licenceColumns: readonly Column[] = [
  ...partyColumns('XK', coded(['自然人', '法人', '非法人组织', '个体工商户'])),
  column({
    ...{ field: 'documentName', code: 'XK_XKWS', title: '行政许可决定文书名称' },
    ...{ titleEn: 'name of the document', maxLength: 64, isMandatory: true, older: ['XK_XMMC', '项目名称'] },
  }),
  column({
    ...{ field: 'documentNo', code: 'XK_WSH', title: '行政许可决定文书号', titleEn: 'document number' },
    ...{ maxLength: 64, isMandatory: true, also: ['许可决定文书号'], older: ['行政许可决定书文号'] },
  }),
  column({
    ...{ field: 'licenceKind', code: 'XK_XKLB', title: '许可类别', titleEn: 'kind of licence' },
    ...{ maxLength: 16, isMandatory: true, older: ['XK_SPLB', '审批类别'] },
    choices: coded(['普通', '特许', '认可', '核准', '登记', '其他']),
  }),
  column({
    ...{
      field: 'certificateName',
      code: 'XK_XKZS',
      title: '许可证书名称',
      titleEn: 'name of the certificate',
    },
    maxLength: 64,
  }),
  column({
    ...{ field: 'certificateNo', code: 'XK_XKBH', title: '许可编号', titleEn: 'number of the certificate' },
    ...{ maxLength: 64, also: ['许可证编号'] },
  }),
  column({
    ...{ field: 'content', code: 'XK_NR', title: '许可内容', titleEn: 'what was decided', maxLength: 4_000 },
    ...{ isMandatory: true, sealed: 'ofPerson' },
  }),
  column({
    ...{ field: 'decidedOn', code: 'XK_JDRQ', title: '许可决定日期', titleEn: 'date of the decision' },
    ...{ form: 'day', maxLength: 10, isMandatory: true },
  }),
  column({
    ...{ field: 'validFromOn', code: 'XK_YXQZ', title: '有效期自', titleEn: 'valid from', form: 'day' },
    ...{ maxLength: 10, isMandatory: true, older: ['XK_SXQ', '许可生效期'] },
  }),
  column({
    ...{ field: 'validToOn', code: 'XK_YXQZI', title: '有效期至', titleEn: 'valid to' },
    ...{ form: 'dayOrLongTerm', maxLength: 10, isMandatory: true, older: ['XK_JZQ', '许可截止期'] },
  }),
  ...authorityColumns('XK', {
    ...{ name: 'XK_XKJG', code: 'XK_XKJGDM', source: 'XK_LYDW', sourceCode: 'XK_LYDWDM' },
  }),
  column({
    ...{ field: 'validity', code: 'XK_ZT', title: '当前状态', titleEn: 'whether it is valid' },
    ...{ maxLength: 8, isMandatory: true, choices: { '1': VALID, 有效: VALID, '0': INVALID, 无效: INVALID } },
    // The former standard counted the other way: 0 in order, 1 revoked.
    olderChoices: { '0': VALID, 正常: VALID, 有效: VALID, '1': INVALID, 撤销: INVALID, 无效: INVALID },
  }),
  ...ownColumns,
];
