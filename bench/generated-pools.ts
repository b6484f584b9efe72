import type { SqlEntityManager } from '@mikro-orm/sql';

/** Characters of shop names, the frequent ones first. */
const brand =
  '鑫隆盛源达兴华安康福顺和泰丰宏美佳新富荣金海天信诚德明永恒利嘉瑞祥旺万百龙凤阳光东南西北中大民友好乐家园春夏秋香味鲜湘川粤渝江山河湖林森木石玉珠宝银铜铁火土星月云雨风雷电红黄蓝绿青紫白黑老少小巧妙奇特优品质国际世界环球联合同创力量速度高远长久久远博雅文艺学思智慧灵通达';
const trades = [
  ...['餐饮', '食品', '便利', '百货', '水果', '烟酒', '茶叶', '药房', '诊所', '口腔', '美容', '理发'],
  ...['旅馆', '宾馆', '酒店', '网吧', '歌舞', '健身', '游泳', '五金', '建材', '装饰', '家具', '电器'],
  ...['汽车', '摩托', '物流', '快递', '养殖', '种植', '水产', '饲料', '农资', '印刷', '广告', '服装'],
];
const suffixes = ['店', '有限公司', '商行', '经营部', '中心', '工作室', '合作社', '分公司', '商店', '馆'];

/** How many there are, and in which department. */
export interface PoolSize {
  readonly departmentId: string;
  readonly targets: number;
  readonly inspectors: number;
}

const divisions = ['440802', '440803', '440804', '440811', '440825'];

/** A number below `below` for the row, the small ones more often where `skew` is above 1. */
function pick(salt: number, below: number, skew = 1): string {
  const unit = `((hashint8extended(n, ${salt}) & 1073741823)::float8 / 1073741824)`;
  return `(floor(power(${unit}, ${skew}) * ${below}))::int`;
}

function oneOf(values: readonly string[], salt: number, skew = 1): string {
  const list = values.map((value) => `'${value}'`).join(',');
  return `(array[${list}])[1 + ${pick(salt, values.length, skew)}]`;
}

const character = (salt: number) => `substr('${brand}', 1 + ${pick(salt, brand.length, 2)}, 1)`;

/** Targets with names, classes and trades as frequent as in a city; the same on every run. */
async function insertTargets(em: SqlEntityManager, { departmentId, targets }: PoolSize): Promise<void> {
  const names = oneOf(['赤坎区', '霞山区', '坡头区', '麻章区', '徐闻县', '湛江市', '广东'], 1, 2);
  const trade = oneOf(trades, 5, 1.5);
  for (let first = 0; first < targets; first += 50_000) {
    await em.execute(
      `insert into target (id, department_id, real_id, name, kind, subject, identifiers, former_names, division_code,
         district, trade, trade_codes, risk_class, class_system, weight, status, address, required_skills, tags,
         created_at, updated_at)
       select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ?::uuid,
         'licence:JY' || lpad(((n * 7919) % 10000019)::text, 12, '0'),
         ${names} || ${character(2)} || ${character(3)} ||
           case when n % 3 = 0 then ${character(4)} else '' end || ${trade} || ${oneOf(suffixes, 6, 2)},
         'ENTITY', 'LEGAL_PERSON', '{}',
         case when n % 50 = 0 then array['旧' || ${character(7)} || ${character(8)} || '商店'] else '{}' end,
         ${oneOf(divisions, 9)}, ${oneOf(divisions, 9)}, ${trade}, '{}',
         ${oneOf(['A', 'B', 'C', 'D'], 10, 1.5)}, 'credit', 1,
         case when n % 20 = 0 then 'CLOSED' else 'ACTIVE' end, '虚构路' || n % 1000 || '号',
         case when n % 40 = 0 then array['食品'] else '{}' end,
         case when n % 100 = 0 then array['重点'] else '{}' end,
         '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'
       from generate_series(?::bigint, ?::bigint) n`,
      [departmentId, first, Math.min(targets, first + 50_000) - 1],
    );
  }
}

async function insertInspectors(em: SqlEntityManager, { departmentId, inspectors }: PoolSize): Promise<void> {
  const id = (digit: number) => `('0000000${digit}-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
  const range = [inspectors - 1];
  await em.execute(
    `insert into inspector (id, department_id, real_id, name, districts, skills, rank, is_expert, expert_fields,
       is_in_pool, status, created_at, updated_at)
     select ${id(1)}, ?::uuid, 'cert:粤G' || lpad(n::text, 6, '0'), '演员' || n, array[${oneOf(divisions, 11)}],
       case when n % 2 = 0 then array['食品'] else '{}' end, n % 100, false, '{}', true, 'ACTIVE',
       '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z' from generate_series(0, ?::int) n`,
    [departmentId, ...range],
  );
  await em.execute(
    `insert into certificate (id, inspector_id, kind, number, valid_from_on, valid_to_on, status, created_at, updated_at)
     select ${id(2)}, ${id(1)}, '行政执法证', '粤G' || lpad(n::text, 6, '0'), '2020-01-01', '2030-12-31', 'VALID',
       '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z' from generate_series(0, ?::int) n`,
    range,
  );
}

/** Fills the two pools of a department with generated rows. */
export async function generatePools(em: SqlEntityManager, size: PoolSize): Promise<void> {
  await insertTargets(em, size);
  await insertInspectors(em, size);
  await em.execute('analyze target, inspector, certificate');
}
