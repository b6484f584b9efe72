import { CREDIT_CODE_ALPHABET, makeCreditCode } from '../../schema/shared/identifiers/index.js';
import { demoChance, pick, pickWeighted } from './chance.js';
import { csvBytes } from './demo-csv.js';
import { TRADES } from './demo-trades.js';
import { type Authority, COUNTIES, type DemoDepartment, type DemoDivision, departmentOf } from './places.js';

/** One invented entity. */
export interface DemoEntity {
  readonly creditCode: string;
  readonly name: string;
  readonly kind: string;
  readonly trade: string;
  readonly division: DemoDivision;
  readonly department: DemoDepartment;
  readonly riskClass: string;
  readonly weight: number;
  readonly status: string;
  readonly address: string;
  readonly longitude: string;
  readonly latitude: string;
}

const FICTION = ['虚构', '演示', '示例'];
const WORDS = [
  '海蓝',
  '红树',
  '椰风',
  '南桥',
  '金沙',
  '硇洲',
  '百姓',
  '东升',
  '顺和',
  '万家',
  '新港',
  '青榕',
];
const RISKS: readonly (readonly [readonly [string, number], number])[] = [
  [['A', 1], 30],
  [['B', 2], 45],
  [['C', 4], 20],
  [['D', 8], 5],
];
const STATUSES = [
  ['存续', 94],
  ['注销', 3],
  ['吊销', 1],
  ['迁出', 1],
  ['歇业', 1],
] as const;

/** 31^5 codes with the mark `DEM`, which no real organisation code begins with. */
const BODIES = 31 ** 5;

/** The entity at a place of the list, from 0. The same seed and place always give the same one. */
export function demoEntity(seed: number, index: number): DemoEntity {
  if (index >= BODIES) throw new RangeError(`at most ${BODIES} entities`);
  const chance = demoChance(seed, index);
  const { authority, trade, suffixes, kinds } = pickWeighted(chance, TRADES);
  const [prefix, kind] = pickWeighted(chance, kinds);
  const division = pick(chance, COUNTIES);
  const [riskClass, weight] = pickWeighted(chance, RISKS);
  const fiction = pick(chance, FICTION);
  const name = `${division.name}${fiction}${pick(chance, WORDS)}${pick(chance, suffixes)}（虚构${index + 1}号）`;
  return {
    creditCode: makeCreditCode({ prefix, divisionCode: division.code, body: demoBody(seed, index) }),
    name,
    kind,
    trade,
    division,
    department: departmentOf(authority),
    riskClass,
    weight,
    status: pickWeighted(chance, STATUSES),
    address: `湛江市${division.name}演示路${chance.below(999) + 1}号`,
    longitude: degrees(division.longitudeE6 + chance.below(60_000) - 30_000),
    latitude: degrees(division.latitudeE6 + chance.below(60_000) - 30_000),
  };
}

const HEADINGS = [
  '主体名称',
  '统一社会信用代码',
  '主体类型',
  '区划代码',
  '管辖单位',
  '管辖单位代码',
  '登记机关',
  '登记状态',
  '住所',
  '行业门类',
  '风险分类体系',
  '风险等级',
  '权重',
  '经度',
  '纬度',
];

/** The entities, of one branch or of all, as a CSV file with the preset headings, in pieces: a million of them are never in memory together. */
export function entityCsv(seed: number, count: number, of?: Authority): Generator<Uint8Array> {
  return csvBytes(HEADINGS, rows(seed, count, of));
}

function* rows(seed: number, count: number, of?: Authority) {
  for (let index = 0; index < count; index += 1) {
    const entity = demoEntity(seed, index);
    if (of && entity.department.authority !== of) continue;
    yield [
      entity.name,
      entity.creditCode,
      entity.kind,
      entity.division.code,
      entity.department.name,
      entity.department.creditCode,
      departmentOf('market').name,
      entity.status,
      entity.address,
      entity.trade,
      'credit-abcd',
      entity.riskClass,
      entity.weight,
      entity.longitude,
      entity.latitude,
    ];
  }
}

/** Eight characters, different for every index: multiplying by a number prime to 31^5 only changes their order. */
function demoBody(seed: number, index: number): string {
  const offset = demoChance(seed, -1).below(BODIES);
  let left = Number((BigInt(index) * 7_654_321n + BigInt(offset)) % BigInt(BODIES));
  let body = '';
  for (let place = 0; place < 5; place += 1) {
    body = CREDIT_CODE_ALPHABET.charAt(left % 31) + body;
    left = Math.floor(left / 31);
  }
  return `DEM${body}`;
}

function degrees(e6: number): string {
  return `${Math.floor(e6 / 1_000_000)}.${String(e6 % 1_000_000).padStart(6, '0')}`;
}
