import iconv from 'iconv-lite';
import { readDecisionFile } from '../../../schema/decision/import/decision-file.js';
import type { DecisionReading } from '../../../schema/decision/import/decision-import.entity.js';
import type { DecisionKind } from '../../../schema/decision/index.js';
import type { Identify } from '../../../schema/shared/identifiers/index.js';

/** A resident's number that nobody has. */
export const NUMBER = '440802199001010016';

/** A file in the codes of the standard in force, one row to each decision. */
export const penaltyByCode: Readonly<Record<string, string>> = {
  CF_XDR_MC: '湛江虚构食品有限公司',
  CF_XDR_LB: '法人及非法人组织',
  CF_XDR_SHXYM: '91440300708461136T',
  CF_FRDB: '李虚构',
  CF_WSH: '湛市监处罚〔2026〕12号',
  CF_WFXW: '未按规定建立并遵守进货查验记录制度',
  CF_SY: '2026年1月8日检查发现，当事人未能提供进货查验记录。',
  CF_YJ: '《中华人民共和国食品安全法》第一百二十六条第一款第三项',
  CF_CFLB: '警告；罚款',
  CF_NR: '1.警告；2.罚款5000元。',
  CF_NR_FK: '0.5',
  CF_NR_WFFF: '0.000001',
  CF_JDRQ: '2026/02/09',
  CF_YXQ: '2099/12/31',
  CF_GSJZQ: '2026/05/09',
  CF_CFJG: '湛江市市场监督管理局',
  CF_CFJGDM: '11440800MB2C919390',
  CF_SJLY: '湛江市市场监督管理局',
  CF_SJLYDM: '11440800MB2C919390',
  BZ: '',
  AJBH: '湛市监立字〔2026〕7号',
  BLCX: '普通程序',
};

/** A row of the former standard, as its own headings had it; the two columns that we need stand at its end. */
export const olderPenalty: Readonly<Record<string, string>> = {
  行政处罚决定书文号: '湛食药监食罚[2016]第8号',
  处罚名称: '未按规定建立进货查验记录制度案',
  处罚类别1: '警告',
  处罚类别2: '罚款',
  处罚事由: '未建立进货查验记录',
  处罚依据: '《中华人民共和国食品安全法》第126条',
  行政相对人名称: '湛江虚构食品有限公司',
  '行政相对人代码_1(统一社会信用代码)': '91440300708461136T',
  '行政相对人代码_2(组织机构代码)': '',
  '行政相对人代码_3(工商登记码)': '440301103097413',
  '行政相对人代码_4(税务登记号)': '',
  '行政相对人代码_5(居民身份证号)': '',
  法定代表人姓名: '李虚构',
  处罚结果: '警告，罚款2000元',
  处罚决定日期: '2016-11-21',
  处罚机关: '湛江市食品药品监督管理局',
  当前状态: '0',
  地方编码: '440800',
  数据更新时间戳: '2016-11-25 10:00:00',
  备注: '',
  立案号: '湛食药监立〔2016〕5号',
  处罚程序: '一般程序',
};

export const olderLicence: Readonly<Record<string, string>> = {
  行政许可决定书文号: 'JY24408020012345',
  项目名称: '食品经营许可',
  审批类别: '普通',
  许可内容: '热食类食品制售',
  行政相对人名称: '赤坎区虚构小吃店',
  '行政相对人代码_1(统一社会信用代码)': '92610822MA707NAX4Q',
  法定代表人姓名: '王虚构',
  许可决定日期: '2017/3/1',
  许可生效期: '2017/3/1',
  许可截止期: '2022/2/28',
  许可机关: '湛江市食品药品监督管理局',
  当前状态: '0',
  地方编码: '440800',
  办件编号: '440800-2017-000123',
  许可程序: '一般',
};

export const licenceByTitle: Readonly<Record<string, string>> = {
  行政相对人名称: '赤坎区虚构小吃店',
  行政相对人类别: '04',
  '行政相对人代码_1 (统一社会信用代码)': '92610822MA707NAX4Q',
  法定代表人: '王虚构',
  行政许可决定文书名称: '食品经营许可证',
  行政许可决定文书号: '湛市监许〔2026〕3号',
  许可类别: '01',
  许可证书名称: '食品经营许可证',
  许可编号: 'JY24408020012345',
  许可内容: '热食类食品制售',
  许可决定日期: '2026/02/06',
  有效期自: '2026/02/06',
  有效期至: '2031/02/05',
  许可机关: '湛江市市场监督管理局',
  许可机关统一社会信用代码: '11440800MB2C919390',
  当前状态: '1',
  数据来源单位: '湛江市市场监督管理局',
  数据来源单位统一社会信用代码: '11440800MB2C919390',
  备注: '',
  办件编号: '440800-2026-000123',
  办理程序: '普通',
};

type Row = Readonly<Record<string, string>>;

const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The text of a CSV file, its heading not in the first row as in many exports. */
export function csvText(rows: readonly Row[]): string {
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? ''))];
  return `双公示信息填报表\r\n${lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`;
}

/** Bytes by an encoder that is not ours. */
export function encoded(text: string, encoding: 'gb18030' | 'utf8' | 'utf8-bom'): Uint8Array {
  if (encoding === 'gb18030') return new Uint8Array(iconv.encode(text, 'gb18030'));
  return new TextEncoder().encode(encoding === 'utf8-bom' ? `\ufeff${text}` : text);
}

export const identify: Identify = (text) => Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64);

/** Reads a file as of 10 February 2026. */
export function readFile(bytes: Uint8Array, kind: DecisionKind, reading: Partial<DecisionReading> = {}) {
  return readDecisionFile(
    bytes,
    { renames: [], fills: [], ...reading },
    {
      ...{ kind, today: '2026-02-10', identify },
      ...{ departmentName: '湛江市市场监督管理局', departmentCode: '11440800MB2C919390' },
    },
  );
}
