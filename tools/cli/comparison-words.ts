import { countKeys, type PoolChange, type PoolComparison } from '../../scheduler/draw/index.js';

const fieldWords: Readonly<Record<string, string>> = {
  capacity: '承检上限',
  certificates: '证件',
  department: '单位',
  district: '区划',
  districts: '执法区域',
  entity: '责任主体',
  rank: '职级',
  role: '身份',
  skills: '资质',
  status: '状态',
};

/** How the pools differ from those of an earlier freeze, in lines; the first holds the counts. */
export function describeComparison(one: PoolComparison): string[] {
  return [
    `  与 ${one.on} 比 / against ${one.against}：`,
    `    对象 units：新增 added ${one.added}，移出 removed ${one.removed}，改类 reclassed ${one.reclassed}，` +
      `改权 reweighted ${one.reweighted}，改动 altered ${one.altered}，排除 excluded ${one.excluded}`,
    `    人员 officers：新增 added ${one.officersAdded}，移出 removed ${one.officersRemoved}，` +
      `改动 altered ${one.officersAltered}，休假 leave ${one.leave}`,
    `    回避 recusals：新增 recused ${one.recused}，撤销 unrecused ${one.unrecused}`,
  ];
}

const changeWords: Readonly<Record<PoolChange['what'], string>> = {
  added: '新增对象',
  removed: '移出对象',
  reclassed: '对象改类',
  reweighted: '对象改权',
  altered: '对象改动',
  excluded: '排除对象',
  leave: '人员休假',
  'officer-added': '新增人员',
  'officer-removed': '移出人员',
  'officer-altered': '人员改动',
  recused: '新增回避',
  unrecused: '撤销回避',
};

/** The changes that are named, and how many more there are. */
export function describeChanges(one: PoolComparison): string[] {
  const all = Object.values(countKeys).reduce((sum, key) => sum + one[key], 0);
  const more = all - one.changes.length;
  return [
    ...one.changes.map(describeChange),
    ...(more > 0 ? [`    另有 ${more} 项未逐一列出 / ${more} more are counted above and not named`] : []),
  ];
}

/** One change, what differs in it, and to whom it is put down. */
function describeChange({ what, id, by, fields }: PoolChange): string {
  const changed = fields?.map((field) => fieldWords[field] ?? field).join('、');
  return `    ${changeWords[what] ?? ''} ${what} ${id}${changed ? `：${changed}` : ''} (${by})`;
}
