import { MessageKind } from './message.states.js';

/** What the words of a message are made of. */
export interface MessageMatter {
  readonly kind: MessageKind;
  readonly campaignCode?: string | null;
  readonly count: number;
  readonly on?: string | null;
  readonly visibleAt?: Date | null;
}

const clock = new Intl.DateTimeFormat('zh-CN', {
  ...{ timeZone: 'Asia/Shanghai', hour12: false },
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
});

function moment(instant: Date | null | undefined): string {
  return instant ? clock.format(instant).replaceAll('/', '-') : '';
}

const zh: Readonly<Record<MessageKind, (matter: MessageMatter) => string>> = {
  ASSIGNED: ({ count, visibleAt }) => `您有 ${count} 项检查任务，${moment(visibleAt)} 起可查看检查对象。`,
  PLANNED: ({ on, visibleAt }) => `1 项检查定于 ${on} 进行，${moment(visibleAt)} 起可查看检查对象。`,
  DUE: ({ count, on }) => `您有 ${count} 项检查临近期限，最近的一项截至 ${on}。`,
  REMINDER: ({ count, on }) => `负责人提醒：您有 ${count} 项检查尚未进行，最近的一项截至 ${on}。`,
  LATE: ({ count }) => `本部门有 ${count} 项检查已过期限而没有结果。`,
  HANDED_DOWN: ({ count, on }) => `上级下达 ${count} 个检查对象，请于 ${on} 前匹配执法检查人员。`,
  ALARM: () => '有 1 项预警待核查。',
  LIST_LATE: ({ on }) => `有 1 份下达名单逾期未匹配人员，期限为 ${on}。`,
  CHECK_LATE: ({ count, on }) => `本部门有 ${count} 项待办核查逾期，最早的一项期限为 ${on}。`,
  SIGNED_ON_PAPER: ({ on }) =>
    `已凭您在纸质记录上的签字录入 ${on} 检查的结果；不是您本人签字的，请在确认前提出（contestSignature）。`,
  RETURN_DUE: ({ on }) => `上月委托事项月报请于 ${on} 前确认；没有事项的也须零报告。`,
  CORRECTION_TO_APPROVE: ({ on }) => `有 1 项结果更正待批准，须于 ${on} 前办结。`,
  CORRECTION_TO_RECORD: ({ on }) => `有 1 项结果更正待记录更正后的版本，须于 ${on} 前办结。`,
  CORRECTION_TO_SIGN: ({ on }) => `有 1 个更正后的结果待您签字，更正须于 ${on} 前办结。`,
  CORRECTION_TO_CONFIRM: ({ on }) => `有 1 个更正后的结果待审核，更正须于 ${on} 前办结。`,
  PUBLICATION_NEAR: ({ count, on }) =>
    `本部门有 ${count} 项公示临近期限、已逾期或发布多次失败，最早的一项期限为 ${on}，请尽快审查发布。`,
  DUTY_FAILING: ({ count }) => `有 ${count} 项履行法定职责的后台任务多次失败，请查明原因（jobs）。`,
  CONTESTED: ({ on }) => `${on} 检查的纸质记录上有一名检查人员否认签字，结果已退回。`,
};

const en: Readonly<Record<MessageKind, (matter: MessageMatter) => string>> = {
  ASSIGNED: ({ count, visibleAt }) =>
    `You have ${count} assignments; targets are seen from ${moment(visibleAt)}.`,
  PLANNED: ({ on, visibleAt }) =>
    `A visit is planned for ${on}; its target is seen from ${moment(visibleAt)}.`,
  DUE: ({ count, on }) => `${count} of your visits are due soon, the first by ${on}.`,
  REMINDER: ({ count, on }) => `The head reminds you of ${count} visits, the first due by ${on}.`,
  LATE: ({ count }) => `${count} visits of your department are past their last day without a result.`,
  HANDED_DOWN: ({ count, on }) =>
    `A superior handed ${count} targets down to you; match officers to them by ${on}.`,
  ALARM: () => 'An alarm waits to be looked into.',
  LIST_LATE: ({ on }) => `The officers of a list that was handed down were to be matched by ${on}.`,
  CHECK_LATE: ({ count, on }) => `${count} checks owed by your department are late, the first since ${on}.`,
  SIGNED_ON_PAPER: ({ on }) =>
    `A result of the visit on ${on} was entered by your signature on paper; if you did not sign, say so before it is confirmed (contestSignature).`,
  RETURN_DUE: ({ on }) => `Last month’s return is to be confirmed by ${on}, also where nothing happened.`,
  CORRECTION_TO_APPROVE: ({ on }) =>
    `A correction of a result waits for approval; it is to be seen through by ${on}.`,
  CORRECTION_TO_RECORD: ({ on }) =>
    `The corrected version of a result is to be recorded; the correction is to be seen through by ${on}.`,
  CORRECTION_TO_SIGN: ({ on }) =>
    `A corrected version of a result waits for your signature; the correction is to be seen through by ${on}.`,
  CORRECTION_TO_CONFIRM: ({ on }) =>
    `A corrected version of a result waits for review; the correction is to be seen through by ${on}.`,
  PUBLICATION_NEAR: ({ count, on }) =>
    `${count} publications of your department are near their last day, past it, or keep failing; the first is due on ${on}.`,
  DUTY_FAILING: ({ count }) =>
    `${count} jobs that carry a legal duty failed again and again; find out why (jobs).`,
  CONTESTED: ({ on }) =>
    `An officer says that a signature on the paper of the visit on ${on} is not theirs; the result is returned.`,
};

/** The words of a message in both languages: a campaign's number, counts and times. */
export function wordsOfMessage(matter: MessageMatter): { readonly zh: string; readonly en: string } {
  const { kind, campaignCode } = matter;
  return {
    zh: `${campaignCode ? `抽查任务 ${campaignCode}：` : ''}${zh[kind](matter)}`,
    en: `${campaignCode ? `Campaign ${campaignCode}: ` : ''}${en[kind](matter)}`,
  };
}
