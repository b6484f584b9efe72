import { VisitFinding } from '../registry/index.js';

/** One result of a system of codes. */
export interface ResultCode {
  readonly code: string;
  readonly text: string;
  readonly finding: VisitFinding;
}

/** A system of result codes with its version: codes differ by region and year. */
export interface ResultCodeSystem {
  readonly system: string;
  readonly version: number;
  readonly codes: readonly ResultCode[];
}

const { NONE, PROBLEM, NOT_CHECKED } = VisitFinding;

/** The default system, in the wording of the national publicity system; still to be confirmed per region. */
export const defaultResultCodes: ResultCodeSystem = {
  system: 'default',
  version: 1,
  codes: [
    { code: '01', text: '未发现问题', finding: NONE },
    { code: '02', text: '未按规定公示年度报告', finding: PROBLEM },
    { code: '03', text: '未按规定公示其他应当公示的信息', finding: PROBLEM },
    { code: '04', text: '公示信息隐瞒真实情况、弄虚作假', finding: PROBLEM },
    { code: '05', text: '通过登记的住所(经营场所)无法联系', finding: NOT_CHECKED },
    { code: '06', text: '发现问题已责令改正', finding: PROBLEM },
    { code: '07', text: '不配合检查情节严重', finding: PROBLEM },
    { code: '08', text: '未发现开展本次抽查涉及的经营活动', finding: NOT_CHECKED },
    { code: '09', text: '发现问题待后续处理', finding: PROBLEM },
  ],
};

/** The entry of a code, or nothing when the system does not have it. */
export function findResultCode(code: string): ResultCode | undefined {
  return defaultResultCodes.codes.find((one) => one.code === code);
}
