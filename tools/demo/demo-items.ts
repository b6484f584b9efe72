import { csvBytes } from './demo-csv.js';
import type { Authority } from './places.js';

const PREFIXES: Record<Authority, string> = { market: 'ZJ-SC', health: 'ZJ-WJ', environment: 'ZJ-HJ' };

const TABLE = `
事项编码|抽查事项名称|抽查依据|事项类型|抽查比例|抽查频次|检查对象|检查方式|实施单位|所需资质
ZJ-SC-01|餐饮服务食品安全检查|《中华人民共和国食品安全法》第一百一十条|重点检查事项|20%|1|餐饮服务|实地核查|市场监督管理局|食品安全
ZJ-SC-02|食品销售者经营过程检查|《中华人民共和国食品安全法》第一百一十条|一般检查事项|8%|1|食品销售|实地核查|市场监督管理局|食品安全
ZJ-SC-03|药品零售企业检查|《中华人民共和国药品管理法》第九十九条|重点检查事项|10%|1|药品零售|实地核查|市场监督管理局|药品
ZJ-SC-04|特种设备使用单位监督检查|《中华人民共和国特种设备安全法》第五十七条|重点检查事项|10%|1|特种设备使用|实地核查|市场监督管理局|特种设备
ZJ-SC-05|企业公示信息检查|《企业信息公示暂行条例》第十四条|一般检查事项|3%|1|企业|书面检查|市场监督管理局|
ZJ-SC-06|价格行为检查|《中华人民共和国价格法》第三十三条|一般检查事项|3%|1|经营者|实地核查|市场监督管理局|价格
ZJ-WJ-01|医疗机构执业情况检查|《医疗机构管理条例》第五条|一般检查事项|15%|1|医疗机构|实地核查|卫生健康局|医疗卫生
ZJ-WJ-02|公共场所卫生检查|《公共场所卫生管理条例》第十条|一般检查事项|15%|1|公共场所|实地核查|卫生健康局|公共场所卫生
ZJ-WJ-03|学校卫生检查|《学校卫生工作条例》第二十八条|一般检查事项|25%|1|学校|实地核查|卫生健康局|学校卫生
ZJ-HJ-01|排污单位现场检查|《中华人民共和国环境保护法》第二十四条|一般检查事项|5%|4|排污单位|实地核查|生态环境局|水污染
ZJ-HJ-02|大气污染物排放检查|《中华人民共和国大气污染防治法》第二十九条|重点检查事项|25%|2|排污单位|检验检测|生态环境局|大气污染
ZJ-HJ-03|机动车检验机构检查|《中华人民共和国大气污染防治法》第五十四条|一般检查事项|50%|1|机动车检验|实地核查|生态环境局|机动车排放
`;

/** The item list as a CSV file with the preset headings. Ratios are the demo's own; articles are named for show. */
export function itemCsv(of?: Authority): Generator<Uint8Array> {
  const [headings = [], ...items] = TABLE.trim()
    .split('\n')
    .map((line) => line.split('|'));
  return csvBytes(
    headings,
    items.filter(([code = '']) => !of || code.startsWith(PREFIXES[of])),
  );
}
