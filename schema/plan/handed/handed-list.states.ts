import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../../shared/lifecycle.js';

/** How far the result of one row is on its way back up. */
export enum UploadState {
  NOT_DUE = 'NOT_DUE',
  TO_UPLOAD = 'TO_UPLOAD',
  UPLOADED = 'UPLOADED',
  REJECTED = 'REJECTED',
}

registerEnumType(UploadState, {
  name: 'UploadState',
  description: '结果回传状态。How far a result is on its way back up.',
  valuesConfig: {
    NOT_DUE: { description: '未到回传：结果尚未确认。Not due: no confirmed result yet.' },
    TO_UPLOAD: { description: '待回传。Confirmed: to be uploaded.' },
    UPLOADED: { description: '已回传。Uploaded.' },
    REJECTED: { description: '被退回，附理由。Rejected by the platform, with its reason.' },
  },
});

/** The only ways from one state to another. */
export const uploadTransitions = {
  due: {
    from: [UploadState.NOT_DUE, UploadState.UPLOADED, UploadState.REJECTED],
    to: UploadState.TO_UPLOAD,
  },
  upload: { from: [UploadState.TO_UPLOAD, UploadState.REJECTED], to: UploadState.UPLOADED },
  reject: { from: [UploadState.TO_UPLOAD, UploadState.UPLOADED], to: UploadState.REJECTED },
} as const;

export type UploadTransition = keyof typeof uploadTransitions;

/** What the platform asks back of each row. */
export enum ResultField {
  RESULT_CODE = 'RESULT_CODE',
  RESULT_TEXT = 'RESULT_TEXT',
  VISITED_ON = 'VISITED_ON',
  OFFICERS = 'OFFICERS',
  METHOD = 'METHOD',
  DISPOSITION = 'DISPOSITION',
}

registerEnumType(ResultField, {
  name: 'ResultField',
  description: '回传的内容。What goes back up of each row.',
  valuesConfig: {
    RESULT_CODE: { description: '结果代码（按上级平台的代码体系）。The code, in that platform’s system.' },
    RESULT_TEXT: { description: '结果。What the code means there.' },
    VISITED_ON: { description: '检查日期。The day of the visit.' },
    OFFICERS: { description: '检查人员。The officers.' },
    METHOD: { description: '检查方式。How it was checked.' },
    DISPOSITION: { description: '处置方式。What follows.' },
  },
});

/** For each field the headings it is known by in platforms' own lists; the first stands where a list has none. */
export const resultHeadings: Readonly<Record<ResultField, readonly string[]>> = {
  RESULT_CODE: ['检查结果代码', '结果代码', '抽查结果代码', '检查结果编码'],
  RESULT_TEXT: ['检查结果', '抽查结果', '抽查检查结果', '检查结论'],
  VISITED_ON: ['检查日期', '检查时间', '抽查日期', '实施检查日期', '检查完成日期'],
  OFFICERS: ['检查人员', '执法人员', '执法检查人员', '检查人'],
  METHOD: ['检查方式', '检查方法', '抽查方式'],
  DISPOSITION: ['处置方式', '后续处置', '处理情况', '处置情况'],
};

export const uploadLifecycle = lifecycle({
  name: 'UploadState',
  title: '上报结果 / result that goes back up',
  states: UploadState,
  begins: [UploadState.NOT_DUE],
  transitions: uploadTransitions,
  words: { due: '结果已出或更正', upload: '已上报', reject: '被退回' },
});
