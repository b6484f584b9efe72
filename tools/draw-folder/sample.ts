import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays } from '../../scheduler/calendar/index.js';
import { makeCreditCode } from '../../schema/shared/identifiers/index.js';
import { ClientError } from '../client/client-error.js';
import { writeDurably } from './durable.js';

const AUTHORITY = makeCreditCode({ prefix: '11', divisionCode: '440800', body: 'MB2D0000' });
const DISTRICTS = ['赤坎区', '霞山区'];
const TRADES = ['餐饮', '食品销售', '药品零售'];
const STREETS = ['中山路', '人民路', '海滨路', '椹川路'];
const TARGETS = 40;
const OFFICERS = ['陈明', '林芳', '黄强', '吴静', '周涛', '郑洁', '何伟', '梁敏'];

/** A spreadsheet program on Windows takes a CSV file without this mark for GB18030. */
const BOM = '\ufeff';

/**
 * A folder that works as it stands: rules with comments, targets, officers, recusals. All of it is invented.
 * @param today `YYYY-MM-DD` @returns the names of the files
 */
export async function writeSample(folder: string, today: string): Promise<string[]> {
  if (existsSync(folder) && (await readdir(folder)).length > 0) {
    throw new ClientError(
      'NOT_EMPTY',
      `文件夹 ${folder} 不是空的，不会改动。请换一个名字。`,
      `The folder ${folder} is not empty and was not touched. Choose another name.`,
    );
  }
  await mkdir(folder, { recursive: true });
  const files = {
    'rules.json': rulesText(today),
    'targets.csv': csv(targetRows()),
    'officers.csv': csv(officerRows(today)),
    'recusals.csv': csv(recusalRows()),
  };
  for (const [name, text] of Object.entries(files)) await writeDurably(join(folder, name), text);
  return Object.keys(files);
}

function csv(rows: readonly (readonly string[])[]): string {
  const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return `${BOM}${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
}

function creditCode(i: number): string {
  return makeCreditCode({ prefix: '91', divisionCode: '440802', body: `MA${String(i).padStart(6, '0')}` });
}

function targetRows(): string[][] {
  const rows = Array.from({ length: TARGETS }, (_, i) => [
    creditCode(i + 1),
    `湛江市样例${TRADES[i % TRADES.length]}店${String(i + 1).padStart(2, '0')}号`,
    DISTRICTS[i % DISTRICTS.length]!,
    i % 4 === 0 ? '高' : '一般',
    i % 3 === 2 ? '药品' : '食品安全',
    i === 37 ? '注销' : '存续',
    `${STREETS[i % STREETS.length]}${i + 1}号`,
  ]);
  return [['统一社会信用代码', '企业名称', '区划', '风险等级', '所需资质', '登记状态', '地址'], ...rows];
}

function officerRows(today: string): string[][] {
  const rows = OFFICERS.map((name, i) => [
    `样例${String(440_802_001 + i)}`,
    name,
    '样例市场监督管理局',
    i < 3 ? DISTRICTS.join('；') : DISTRICTS[i % 2]!,
    i % 3 === 2 ? '药品、食品安全' : i % 3 === 1 ? '食品安全、药品' : '食品安全；药品',
    i === 0 ? '科长' : i < 4 ? '四级主任科员' : '一级科员',
    '行政执法证',
    addDays(today, -700),
    addDays(today, 1100),
    i === 7 ? `${addDays(today, 10)}~${addDays(today, 12)}` : '',
    '6',
  ]);
  return [
    [
      ...[
        '执法证号',
        '姓名',
        '所属单位',
        '执法区域',
        '岗位资质资格',
        '担任职务',
        '证件类型',
        '有效期起',
        '有效期至',
      ],
      ...['请休假', '承检上限'],
    ],
    ...rows,
  ];
}

function recusalRows(): string[][] {
  return [
    ['人员', '回避对象', '回避原因', '依据'],
    ['林芳', creditCode(5), '近亲属', '2026 年申报表第 3 号'],
  ];
}

function rulesText(today: string): string {
  return `// 抽查规则样例。以 // 开头的行是说明，可以删去。
// Rules of a draw, an example. Lines that begin with // are remarks.
{
  // 机关的统一社会信用代码（样例为虚构，请改成本机关的）/ credit code of the authority: put yours
  "authority": "${AUTHORITY}",

  // 任务代号：小写字母、数字、连字符；一项任务只抽一次 / code of the campaign; it is drawn once
  "campaign": "sample",

  // 范围，用文字说明，写入封库说明给见证人看 / what the list covers, in words, for the witnesses
  "filter": "两区在册食品药品经营者（样例）",

  // both 抽对象和人员；targets 只抽对象；officers 名单已定，只抽人员
  "stage": "both",
  // open 公开；confidential 保密（封库时加 --open-by）
  "mode": "open",

  // 分层：class 是表中“风险等级”的写法；rate 是比例，或写 "count": 3 定数。
  // 层的代号会公开，不要用“高风险”之类的字眼。reserve 是备选数。
  "strata": [
    { "code": "a", "class": "高", "rate": "30%", "reserve": 2 },
    { "code": "b", "class": ["一般", "低"], "rate": "10%", "reserve": 2 }
  ],

  // 检查时段：人员的证件须在每一天都有效 / days of the visits
  "window": { "from": "${addDays(today, 3)}", "to": "${addDays(today, 24)}" },

  // 检查组：至少两名持证人员；capacity 是每人最多几家（表中“承检上限”优先）
  "team": {
    "slots": [{ "n": 2 }],
    "capacity": 6
  },

  // 操作人代号（会公开，不必是姓名）/ id of the operator
  "operator": "op",

  // 见证人：各自用 fairdraw witness keygen --key w.key 生成密钥，把公钥抄在这里。
  // 没有见证人时只能自证，正式抽取请至少请一位（如纪检监察机构）。
  // { "id": "w-ji", "name": "派驻纪检监察组", "publicKey": "64 位十六进制" }
  "witnesses": [],

  // 公开随机数（可没有），例如 / public sources, for example:
  // { "type": "beacon", "id": "drand", "chain": "quicknet", "delay": 3600 }
  // { "type": "number", "id": "lottery", "name": "双色球", "parts": [
  //   { "count": 6, "min": 1, "max": 33, "distinct": true }, { "count": 1, "min": 1, "max": 16, "distinct": true } ] }
  "publicSources": [],

  // 抽取之后可以替换的理由（按 code 的字母次序）；of 限定换对象、换人员或为暂缓的对象配人
  "substitution": [
    { "code": "closed", "of": "target", "text": "已注销或停业" },
    { "code": "ill", "of": "officer", "text": "因病不能参加" },
    { "code": "recusal", "of": "officer", "text": "抽取后发现须回避" },
    { "code": "staffed", "of": "held", "text": "已增加人手" }
  ],

  "basis": "2026 年度双随机抽查计划（样例）"
}
`;
}
