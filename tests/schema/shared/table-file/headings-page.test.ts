import { readFileSync } from 'node:fs';
import { PRESETS } from '../../../../schema/shared/table-file/table-kind.js';

const page = readFileSync(new URL('../../../../docs/first-department.md', import.meta.url), 'utf8');

test.each(Object.entries(PRESETS))('docs/first-department.md lists the headings of %s', (kind, headings) => {
  const [, section = ''] = page.split(`### ${kind}\n`);
  const rows = [...(section.split('\n### ')[0] ?? '').matchAll(/^\| `(\w+)` \| (.+) \|$/gm)];
  expect(rows.map(([, field, words]) => [field, words])).toEqual(
    Object.entries(headings).map(([field, words]) => [field, words.join('、')]),
  );
});

test('the headings of common exports are known (domain-rules §12)', () => {
  const known = (kind: keyof typeof PRESETS) => new Set(Object.values(PRESETS[kind]).flat());
  const named = {
    entities: '企业名称 主体名称 注册号/统一社会信用代码 登记机关 管辖单位 登记状态 住所 行业门类',
    specialPools: '专项库名称 监管标签 许可证名称 许可证编号 许可批准日期 有效期至 许可发证机关',
    inspectors: '单位工号 姓名 岗位资质资格 是否专家 执法事项范围 担任职务 执法证号 有效期',
    planBatches: '抽查任务名称 抽查类型 抽查事项 检查对象 抽查比例 大约抽取数量 实施时间 实施单位',
  } as const;
  for (const kind of ['entities', 'specialPools', 'inspectors', 'planBatches'] as const) {
    expect(named[kind].split(' ').filter((heading) => !known(kind).has(heading))).toEqual([]);
  }
});
