import { registerEnumType } from 'type-graphql';

/** By what the duties of a period are counted. */
export enum FiguresBy {
  DEPARTMENT = 'DEPARTMENT',
  CAMPAIGN = 'CAMPAIGN',
}

registerEnumType(FiguresBy, {
  name: 'FiguresBy',
  description: '按什么统计。By what duties are counted.',
  valuesConfig: {
    DEPARTMENT: {
      description: '部门，按编码排列，没有事项的也列出。Departments by code, those with none too.',
    },
    CAMPAIGN: { description: '抽查任务，按编号排列。Campaigns by code.' },
  },
});
