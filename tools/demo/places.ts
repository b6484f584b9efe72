import { makeCreditCode } from '../../schema/shared/identifiers/index.js';

/** The three branches of supervision that the demo has. */
export const AUTHORITIES = ['market', 'health', 'environment'] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** A division with the middle of its area, in millionths of a degree. */
export interface DemoDivision {
  readonly code: string;
  readonly name: string;
  readonly parentCode?: string;
  readonly longitudeE6: number;
  readonly latitudeE6: number;
}

/** A supervising department. Names are those of real authorities; codes are made up and marked `DEMDEP`. */
export interface DemoDepartment {
  /** Short code, used in the codes of campaigns. */
  readonly code: string;
  readonly creditCode: string;
  readonly name: string;
  readonly authority: Authority;
  readonly divisionCode: string;
}

/** A department's officers in one division. */
export interface DemoPost {
  readonly department: DemoDepartment;
  readonly division: DemoDivision;
}

/** Zhanjiang (GB/T 2260, 440800) and its nine divisions. */
export const DIVISIONS: readonly DemoDivision[] = (
  [
    ['440800', '湛江市', 110_359_000, 21_270_000],
    ['440802', '赤坎区', 110_366_000, 21_266_000],
    ['440803', '霞山区', 110_398_000, 21_192_000],
    ['440804', '坡头区', 110_455_000, 21_245_000],
    ['440811', '麻章区', 110_334_000, 21_263_000],
    ['440823', '遂溪县', 110_250_000, 21_377_000],
    ['440825', '徐闻县', 110_177_000, 20_326_000],
    ['440881', '廉江市', 110_286_000, 21_610_000],
    ['440882', '雷州市', 110_097_000, 20_914_000],
    ['440883', '吴川市', 110_778_000, 21_442_000],
  ] as const
).map(([code, name, longitudeE6, latitudeE6]) => ({
  code,
  name,
  parentCode: code === '440800' ? undefined : '440800',
  longitudeE6,
  latitudeE6,
}));

/** The nine divisions below the city. */
export const COUNTIES: readonly DemoDivision[] = DIVISIONS.filter(
  (division) => division.parentCode !== undefined,
);

const SHORT_CODES: Record<Authority, string> = {
  market: 'zj-scjg',
  health: 'zj-wsjk',
  environment: 'zj-sthj',
};

const AUTHORITY_NAMES: Record<Authority, string> = {
  market: '市场监督管理局',
  health: '卫生健康局',
  environment: '生态环境局',
};

/** The three departments of the city; their pools cover its nine divisions. */
export const DEPARTMENTS: readonly DemoDepartment[] = AUTHORITIES.map((authority) => ({
  code: SHORT_CODES[authority],
  creditCode: departmentCode('440800', authority),
  name: `湛江市${AUTHORITY_NAMES[authority]}`,
  authority,
  divisionCode: '440800',
}));

/** Where officers serve: the city's own post and one in each division, for each branch; thirty in all. */
export const POSTS: readonly DemoPost[] = DIVISIONS.flatMap((division) =>
  AUTHORITIES.map((authority) => ({ department: departmentOf(authority), division })),
);

/** The department of one branch. */
export function departmentOf(authority: Authority): DemoDepartment {
  const found = DEPARTMENTS.find((department) => department.authority === authority);
  if (found === undefined) throw new RangeError(`no department of ${authority}`);
  return found;
}

function departmentCode(divisionCode: string, authority: Authority): string {
  const body = `DEMDEP0${AUTHORITIES.indexOf(authority) + 1}`;
  return makeCreditCode({ prefix: '11', divisionCode, body });
}
