import type { Authority } from './places.js';

/** A line of business: who supervises it, what its firms are called, and what kinds of body run it. */
export interface Trade {
  readonly authority: Authority;
  readonly trade: string;
  readonly suffixes: readonly string[];
  /** First two characters of the credit code and the kind in words. */
  readonly kinds: readonly (readonly [readonly [string, string], number])[];
}

const FIRM = ['91', '企业'] as const;
const SHOP = ['92', '个体工商户'] as const;
const PUBLIC_BODY = ['12', '事业单位'] as const;

/** The demo's lines of business with their weights. */
export const TRADES: readonly (readonly [Trade, number])[] = [
  [
    {
      authority: 'market',
      trade: '餐饮服务',
      suffixes: ['餐饮店', '酒楼', '茶餐厅'],
      kinds: [
        [SHOP, 3],
        [FIRM, 1],
      ],
    },
    28,
  ],
  [
    {
      authority: 'market',
      trade: '食品销售',
      suffixes: ['食品商行', '超市', '副食店'],
      kinds: [
        [SHOP, 2],
        [FIRM, 1],
      ],
    },
    20,
  ],
  [{ authority: 'market', trade: '药品零售', suffixes: ['大药房', '药店'], kinds: [[FIRM, 1]] }, 8],
  [
    {
      authority: 'market',
      trade: '特种设备使用',
      suffixes: ['物业服务有限公司', '商场有限公司'],
      kinds: [[FIRM, 1]],
    },
    6,
  ],
  [
    {
      authority: 'health',
      trade: '医疗机构',
      suffixes: ['诊所', '门诊部', '卫生院'],
      kinds: [
        [FIRM, 2],
        [PUBLIC_BODY, 1],
      ],
    },
    8,
  ],
  [
    {
      authority: 'health',
      trade: '公共场所',
      suffixes: ['宾馆', '美发店', '游泳馆'],
      kinds: [
        [SHOP, 2],
        [FIRM, 1],
      ],
    },
    12,
  ],
  [{ authority: 'health', trade: '学校卫生', suffixes: ['学校', '幼儿园'], kinds: [[PUBLIC_BODY, 1]] }, 4],
  [
    {
      authority: 'environment',
      trade: '排污单位',
      suffixes: ['水产加工有限公司', '造纸有限公司', '建材有限公司'],
      kinds: [[FIRM, 1]],
    },
    10,
  ],
  [
    { authority: 'environment', trade: '机动车检验', suffixes: ['机动车检测有限公司'], kinds: [[FIRM, 1]] },
    4,
  ],
];
