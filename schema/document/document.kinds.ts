import { registerEnumType } from 'type-graphql';

/** What a paper is. The basic ones come with a form; OTHER is a department's own. */
export enum DocumentKind {
  APPROVAL = 'APPROVAL',
  NOTICE = 'NOTICE',
  ON_ARRIVAL_NOTICE = 'ON_ARRIVAL_NOTICE',
  VISIT_RECORD = 'VISIT_RECORD',
  CORRECTION_ORDER = 'CORRECTION_ORDER',
  TRANSFER = 'TRANSFER',
  DRAW_RECORD = 'DRAW_RECORD',
  RESULT_SHEET = 'RESULT_SHEET',
  CORRECTED_RESULT_SHEET = 'CORRECTED_RESULT_SHEET',
  PROOF_OF_SERVICE = 'PROOF_OF_SERVICE',
  OTHER = 'OTHER',
}

/** What a paper is about: a whole campaign, or one visit of it. */
export enum DocumentSubject {
  CAMPAIGN = 'CAMPAIGN',
  VISIT = 'VISIT',
}

interface KindWords {
  /** The name of its template. */
  readonly title: string;
  readonly en: string;
  readonly subject: DocumentSubject;
  /** The word by which numbers of the kind usually go, as in 湛市监检通〔2026〕12号. */
  readonly numberWord: string;
}

export const documentKinds: Readonly<Record<DocumentKind, KindWords>> = {
  APPROVAL: {
    title: '抽查任务审批表',
    en: 'approval of a campaign',
    subject: DocumentSubject.CAMPAIGN,
    numberWord: '检审',
  },
  NOTICE: {
    title: '检查通知书',
    en: 'notice of a check',
    subject: DocumentSubject.VISIT,
    numberWord: '检通',
  },
  ON_ARRIVAL_NOTICE: {
    title: '现场检查告知书',
    en: 'notice given on arrival',
    subject: DocumentSubject.VISIT,
    numberWord: '检告',
  },
  VISIT_RECORD: {
    title: '现场检查记录',
    en: 'record of a visit',
    subject: DocumentSubject.VISIT,
    numberWord: '检录',
  },
  CORRECTION_ORDER: {
    title: '责令改正通知书',
    en: 'order to correct',
    subject: DocumentSubject.VISIT,
    numberWord: '责改',
  },
  TRANSFER: { title: '移送函', en: 'letter of transfer', subject: DocumentSubject.VISIT, numberWord: '移' },
  DRAW_RECORD: {
    title: '抽取记录',
    en: 'record of a draw, for signature',
    subject: DocumentSubject.CAMPAIGN,
    numberWord: '抽录',
  },
  RESULT_SHEET: {
    title: '检查结果记录表',
    en: 'sheet of results',
    subject: DocumentSubject.VISIT,
    numberWord: '检结',
  },
  CORRECTED_RESULT_SHEET: {
    title: '检查结果更正记录表',
    en: 'sheet of a corrected result',
    subject: DocumentSubject.VISIT,
    numberWord: '检更',
  },
  PROOF_OF_SERVICE: {
    title: '送达回证',
    en: 'proof of service',
    subject: DocumentSubject.VISIT,
    numberWord: '送',
  },
  OTHER: {
    title: '本部门自用文书',
    en: 'a paper of the department’s own',
    subject: DocumentSubject.VISIT,
    numberWord: '文',
  },
};

registerEnumType(DocumentKind, {
  name: 'DocumentKind',
  description: '文书种类。What a paper is.',
  valuesConfig: Object.fromEntries(
    Object.entries(documentKinds).map(([kind, { title, en }]) => [kind, { description: `${title}: ${en}` }]),
  ) as never,
});

registerEnumType(DocumentSubject, {
  name: 'DocumentSubject',
  description: '文书所涉。What a paper is about.',
  valuesConfig: {
    CAMPAIGN: { description: '整个任务。A whole campaign.' },
    VISIT: { description: '一次检查。One visit.' },
  },
});
