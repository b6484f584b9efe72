import { registerEnumType } from 'type-graphql';

/** A step of approval, in its order. */
export enum ApprovalStep {
  HANDLER = 'HANDLER',
  SECTION_HEAD = 'SECTION_HEAD',
  LEGAL = 'LEGAL',
  DEPUTY_HEAD = 'DEPUTY_HEAD',
  HEAD = 'HEAD',
}

/** The words of each step: its name, and the field of a form that shows its opinion. */
export const stepWords: Readonly<
  Record<ApprovalStep, { readonly zh: string; readonly en: string; readonly field: string }>
> = {
  HANDLER: { zh: '承办人', en: 'handler', field: '承办人意见' },
  SECTION_HEAD: { zh: '承办科室负责人', en: 'section head', field: '科室意见' },
  LEGAL: { zh: '法制审核', en: 'legal section', field: '法制意见' },
  DEPUTY_HEAD: { zh: '分管负责人', en: 'deputy head', field: '分管意见' },
  HEAD: { zh: '主要负责人', en: 'head', field: '主要意见' },
};

registerEnumType(ApprovalStep, {
  name: 'ApprovalStep',
  description: '审批环节，依次办理。A step of approval, in its order.',
  valuesConfig: Object.fromEntries(
    Object.entries(stepWords).map(([step, { zh, en }]) => [step, { description: `${zh}: ${en}` }]),
  ) as never,
});

/** The order of the steps. */
export const stepOrder: readonly ApprovalStep[] = Object.values(ApprovalStep);
