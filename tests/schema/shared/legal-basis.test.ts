import { type BasisFault, lintLegalBasis, readCitations } from '../../../schema/shared/legal-basis/index.js';

/** Bases as departments write them, with what is wrong with each. */
const bases: readonly (readonly [basis: string, ...faults: BasisFault[]])[] = [
  // Named law, named article.
  ['《公共场所卫生管理条例》第十条'],
  ['《中华人民共和国食品安全法》第一百一十条第一款第（一）项'],
  ['《医疗机构管理条例》第40条'],
  ['《中华人民共和国药品管理法》第九十九条、第一百条'],
  ['《中华人民共和国产品质量法》第八条、第十五条；《中华人民共和国标准化法》第三十二条'],
  ['《企业信息公示暂行条例》第十四条 《企业公示信息抽查暂行办法》第三条'],
  ['《特种设备安全法》第五十七至六十条'],
  ['《中华人民共和国刑法》第一百二十条之一'],
  ['《中华人民共和国计量法》（2018年修正）第 18 条'],
  ['《网络食品安全违法行为查处办法》（国家食品药品监督管理总局令第27号）第四条'],
  ['《药品经营质量管理规范》第一百二十条'],
  ['《消毒管理办法》第三十六条第一款'],
  ['《广东省食品安全条例》第五条，《食品生产许可管理办法》第四十九条'],
  ['根据《安全生产法》第六十二条的规定'],
  ['《中华人民共和国食品安全法》（以下简称《食品安全法》）第一百一十条'],
  ['《〈中华人民共和国海关法〉行政处罚实施条例》第七条'],
  ['1.《公司法》第七条；2.《市场主体登记管理条例》第三十八条'],
  ['《中华人民共和国行政处罚法》第四十二条\n《中华人民共和国广告法》第四十九条'],
  // The words of an article are not a basis of their own, whatever they say.
  ['《反食品浪费法》第二十条：食品安全监督管理等部门应当加强对有关规定落实情况的监督。'],
  ['《献血法》第四条 县级以上各级人民政府卫生行政部门负责监督管理其他组织的采供血活动'],
  ['《广告法》第六条规定“有关部门在各自的职责范围内依照其他有关法律法规负责广告管理”'],
  ['《计量法》第十八条：县级以上人民政府计量行政部门应当依法检查；（五）法律、法规规定的其他情形'],
  ['《食品安全法》第一百二十六条 违反本法规定，由县级以上人民政府食品安全监督管理部门责令改正'],
  ['《娱乐场所管理条例》第三条：违反《治安管理处罚法》规定的，由公安部门予以处罚'],
  [
    '《食品安全法》第一百零九条　食品安全监督管理部门根据食品安全风险监测、风险评估结果和食品安全状况等，确定监督管理的重点',
  ],
  ['《会计法》第三十二条 （二）会计凭证、会计账簿、财务会计报告和其他会计资料是否真实、完整'],
  [
    '《统计法》第三十三条 统计机构依法查处统计违法行为。法律、行政法规对有关部门查处统计违法行为另有规定的，从其规定。',
  ],
  ['《港口法》第四十二条 港口行政管理部门对港口安全生产情况实施监督检查，依照有关法律、行政法规的规定执行'],
  ['《食品安全法》第110条，参照《餐饮服务食品安全操作规范》'],
  ['《个体工商户和其他组织登记办法》第九条'],
  ['《其他发酵酒生产许可管理办法》第二条'],
  ['《企业和其他组织信用信息管理条例》第十一条第二款'],
  // An article and a door left open beside it.
  ['《公共场所卫生管理条例》第十条等有关规定', 'CATCH_ALL_BASIS'],
  ['《食品安全法》第一百一十条及其他相关法律法规', 'CATCH_ALL_BASIS'],
  ['《产品质量法》第八条，以及相关法律、法规、规章', 'CATCH_ALL_BASIS'],
  ['《药品管理法》第九十九条等', 'CATCH_ALL_BASIS'],
  ['《计量法》第十八条、法律法规规定的其他情形', 'CATCH_ALL_BASIS'],
  ['《消防法》第五十三条。其他有关规定。', 'CATCH_ALL_BASIS'],
  ['《安全生产法》第六十二条和国家有关标准', 'CATCH_ALL_BASIS'],
  ['《旅游法》第八十五条、其他', 'CATCH_ALL_BASIS'],
  ['《价格法》第三十三条；有关文件要求', 'CATCH_ALL_BASIS'],
  ['《种子法》第四十九条及法律法规的要求', 'CATCH_ALL_BASIS'],
  ['《建筑法》第六条，《建设工程质量管理条例》第四十三条等。', 'CATCH_ALL_BASIS'],
  ['《特种设备安全监察条例》（国务院令第549号）第五十条等相关条款', 'CATCH_ALL_BASIS'],
  ['《消费者权益保护法》第三十二条；其它相关规定', 'CATCH_ALL_BASIS'],
  // A law without its article.
  ['《中华人民共和国食品安全法》', 'NO_ARTICLE'],
  ['《食品安全法》《食品安全法实施条例》', 'NO_ARTICLE'],
  ['《产品质量法》等有关规定', 'NO_ARTICLE', 'CATCH_ALL_BASIS'],
  ['《食品安全法》等', 'NO_ARTICLE', 'CATCH_ALL_BASIS'],
  ['《第十条适用问题解释办法》', 'NO_ARTICLE'],
  ['《食品安全法》第四章', 'NO_ARTICLE'],
  ['《食品安全法》第一百一十条、《食品安全法实施条例》', 'LAW_WITHOUT_ARTICLE'],
  ['《电影产业促进法》；《电影管理条例》第二十五条', 'LAW_WITHOUT_ARTICLE'],
  // No law at all.
  ['食品安全法第一百一十条', 'NO_LAW_NAMED'],
  ['第十条', 'NO_LAW_NAMED'],
  ['其他', 'NO_LAW_NAMED', 'CATCH_ALL_BASIS'],
  ['相关法律法规', 'NO_LAW_NAMED', 'CATCH_ALL_BASIS'],
  ['法律、法规、规章规定的其他检查事项', 'NO_LAW_NAMED', 'CATCH_ALL_BASIS'],
  ['上级交办', 'NO_LAW_NAMED'],
  ['按照三定方案履行监管职责', 'NO_LAW_NAMED'],
  // Documents below the law.
  ['《关于全面推行双随机监管的通知》（国办发〔2015〕58号）', 'ONLY_NORMATIVE_DOCUMENT'],
  ['《国务院关于加强事中事后监管的指导意见》第三条', 'ONLY_NORMATIVE_DOCUMENT'],
  ['《湛江市餐饮质量提升行动方案（2024年）》', 'ONLY_NORMATIVE_DOCUMENT'],
  ['《食品安全国家标准 餐饮服务通用卫生规范》', 'ONLY_NORMATIVE_DOCUMENT'],
  ['《湛江市校外培训机构管理办法》（湛府办〔2021〕12号）第七条', 'ONLY_NORMATIVE_DOCUMENT'],
  ['《市场监管总局关于检查工作的通知》等文件', 'ONLY_NORMATIVE_DOCUMENT', 'CATCH_ALL_BASIS'],
  ['《教育法》第二十九条；《关于规范校外培训的意见》'],
];

test.each(bases)('%s', (basis, ...faults) => {
  expect(lintLegalBasis(basis).map((finding) => finding.code)).toEqual(faults);
});

test('a catch-all beside a named article is a warning, alone it is an error', () => {
  const severities = (basis: string) => lintLegalBasis(basis).map(({ code, severity }) => [code, severity]);
  expect(severities('《消防法》第五十三条等有关规定')).toEqual([['CATCH_ALL_BASIS', 'WARNING']]);
  expect(severities('相关法律法规')).toEqual([
    ['NO_LAW_NAMED', 'ERROR'],
    ['CATCH_ALL_BASIS', 'ERROR'],
  ]);
});

test('each finding says what is wrong and what to do, in both languages', () => {
  for (const finding of bases.flatMap(([basis]) => lintLegalBasis(basis))) {
    expect(finding.message + finding.remedy).toMatch(/^[^A-Za-z]+$/);
    expect(finding.messageEn + finding.remedyEn).toMatch(/^[A-Za-z ,();:.《》-]+$/);
  }
});

test.each(['《', '第一、', '（简称', '第一条等', '其他', '《法》第一条、'])(
  'a hostile basis of “%s” is read like any other',
  (piece) => {
    const basis = piece.repeat(Math.floor(2_000 / piece.length));
    expect(Array.isArray(lintLegalBasis(basis))).toBe(true);
  },
);

test('the articles of a basis are read one by one', () => {
  expect(
    readCitations('《食品安全法》（以下简称《食安法》）第 一百一十条、第二条第一款；《计量法》第18条'),
  ).toEqual([
    { title: '食品安全法', articles: ['第一百一十条', '第二条第一款'], isLaw: true },
    { title: '计量法', articles: ['第18条'], isLaw: true },
  ]);
});
