import { addDays, type CalendarDate } from '../../scheduler/calendar/index.js';
import { type Chance, demoChance, pick } from './chance.js';
import { csvBytes } from './demo-csv.js';
import { demoEntity } from './demo-entities.js';
import { type Authority, COUNTIES, type DemoPost, POSTS } from './places.js';

/** What the inspectors of a demo depend on. */
export interface DemoInspectorOptions {
  readonly seed: number;
  readonly entityCount: number;
  readonly inspectorCount: number;
  /** The day the demo takes place on; certificates have run out, or soon will, as seen from here. */
  readonly asOn: CalendarDate;
}

const SKILLS: Record<Authority, readonly string[]> = {
  market: ['食品安全', '药品', '特种设备', '计量', '价格'],
  health: ['医疗卫生', '公共场所卫生', '学校卫生', '职业卫生'],
  environment: ['水污染', '大气污染', '固体废物', '机动车排放'],
};
const SURNAMES = ['演', '虚', '示', '拟'];
const GIVEN = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const POSITIONS = ['股长', '四级主任科员', '一级科员', '二级科员', '副股长', '三级主任科员'];
const REASONS = ['近亲属', '利害关系', '曾任职', '其他'];
/** Kept apart from the entities' places, so that adding entities changes no officer. */
const PLACE_OFFSET = 0x40000000;

const HEADINGS = [
  '单位工号',
  '姓名',
  '所属单位',
  '所属单位代码',
  '执法区域',
  '岗位资质资格',
  '是否专家',
  '执法事项范围',
  '担任职务',
  '人员状态',
  '承检上限',
  '证件类型',
  '执法证号',
  '发证机关',
  '有效期起',
  '有效期至',
  '请休假',
  '回避对象',
];

/** How many inspectors a demo of that size has: 120, and one for every 200 entities from 24,000 on. */
export function demoInspectorCount(entityCount: number): number {
  return Math.max(120, Math.ceil(entityCount / 200));
}

/** The inspectors as a CSV file with the preset headings, in pieces. */
export function inspectorCsv(options: DemoInspectorOptions, of?: Authority): Generator<Uint8Array> {
  return csvBytes(HEADINGS, rows(options, of));
}

function* rows(options: DemoInspectorOptions, of?: Authority) {
  for (let index = 0; index < options.inspectorCount; index += 1) {
    const post = POSTS[index % POSTS.length];
    if (post && (!of || post.department.authority === of)) yield inspectorCells(options, index, post);
  }
}

/**
 * One officer. Posts are filled in turn, and the first two of each are officers with a certificate that lasts, so
 * that a campaign is possible everywhere; whatever hinders a draw falls to those after them.
 */
function inspectorCells(
  options: DemoInspectorOptions,
  index: number,
  { department, division }: DemoPost,
): (string | number)[] {
  const chance = demoChance(options.seed, PLACE_OFFSET + index);
  const { authority, name: departmentName } = department;
  const divisionCode = division.code;
  const isCity = division.parentCode === undefined;
  const round = Math.floor(index / POSTS.length);
  const isSpare = round >= 2;
  const number = String(index + 1).padStart(6, '0');
  const skills = SKILLS[authority];
  const first = chance.below(skills.length);
  const second = (first + 1 + chance.below(skills.length - 1)) % skills.length;
  const validToOn = certificateEnd(chance, options.asOn, isSpare ? index : 0);
  return [
    `YS${number}`,
    pick(chance, SURNAMES) + pick(chance, GIVEN) + pick(chance, GIVEN),
    departmentName,
    department.creditCode,
    isCity ? COUNTIES.map((county) => county.code).join('；') : divisionCode,
    `${skills[first]}、${skills[second]}`,
    isSpare && index % 15 === 14 ? '是' : '否',
    departmentName.replace(/^.+?[市区县]/, '').replace(/局$/, '执法'),
    (isCity && round === 0 ? '科长' : POSITIONS[round % POSITIONS.length]) ?? '科员',
    isSpare && index % 59 === 58 ? '调离' : '在岗',
    isCity ? 60 : 40,
    '行政执法证',
    `演示粤${divisionCode}${number}`,
    '广东省人民政府（演示）',
    addDays(validToOn, -5 * 365),
    validToOn,
    index % 12 === 7 ? leave(chance, options.asOn) : '',
    index % 7 === 3 ? recusals(chance, options, department.code) : '',
  ];
}

/** One in nine has run out, one in eight ends within 45 days, the others run for one to four years. */
function certificateEnd(chance: Chance, asOn: CalendarDate, index: number): CalendarDate {
  if (index % 9 === 5) return addDays(asOn, -1 - chance.below(200));
  if (index % 8 === 6) return addDays(asOn, 5 + chance.below(40));
  return addDays(asOn, 365 + chance.below(3 * 365));
}

function leave(chance: Chance, asOn: CalendarDate): string {
  const fromOn = addDays(asOn, chance.below(40));
  return `${fromOn}~${addDays(fromOn, 2 + chance.below(9))}`;
}

/** One or two entities, of the officer's own department where one turns up soon enough. */
function recusals(
  chance: Chance,
  { seed, entityCount }: DemoInspectorOptions,
  departmentCode: string,
): string {
  const found = new Map<string, string>();
  const wanted = 1 + chance.below(2);
  for (let attempt = 0; attempt < 200 && found.size < Math.min(wanted, entityCount); attempt += 1) {
    const entity = demoEntity(seed, chance.below(entityCount));
    if (entity.department.code === departmentCode || attempt > 150)
      found.set(entity.creditCode, pick(chance, REASONS));
  }
  return [...found].map(([code, reason]) => `${code}（${reason}）`).join('；');
}
