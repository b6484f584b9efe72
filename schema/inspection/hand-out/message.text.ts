import { MessageKind } from './message.states.js';

/** What the words of a message are made of. */
export interface MessageMatter {
  readonly kind: MessageKind;
  readonly campaignCode: string;
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
};

const en: Readonly<Record<MessageKind, (matter: MessageMatter) => string>> = {
  ASSIGNED: ({ count, visibleAt }) =>
    `You have ${count} assignments; targets are seen from ${moment(visibleAt)}.`,
  PLANNED: ({ on, visibleAt }) =>
    `A visit is planned for ${on}; its target is seen from ${moment(visibleAt)}.`,
  DUE: ({ count, on }) => `${count} of your visits are due soon, the first by ${on}.`,
  REMINDER: ({ count, on }) => `The head reminds you of ${count} visits, the first due by ${on}.`,
  LATE: ({ count }) => `${count} visits of your department are past their last day without a result.`,
};

/** The words of a message in both languages: the campaign's number, counts and times. */
export function wordsOfMessage(matter: MessageMatter): { readonly zh: string; readonly en: string } {
  const { kind, campaignCode } = matter;
  return {
    zh: `抽查任务 ${campaignCode}：${zh[kind](matter)}`,
    en: `Campaign ${campaignCode}: ${en[kind](matter)}`,
  };
}
