/**
 * For what an officer, or a target, that was drawn may be replaced (docs/draw.md §16): part of the rules of every draw, and public with
 * them. Ascending by code, as the protocol wants it.
 */
export const substitutionReasons = [
  { code: 'certificate-lapsed', of: 'officer', text: '执法证件失效（行政处罚法第四十二条）' },
  { code: 'closed', of: 'target', text: '检查对象已注销、吊销、停业或歇业' },
  { code: 'exempt', of: 'target', text: '检查对象依规定免予本次抽查' },
  { code: 'illness', of: 'officer', text: '因病' },
  { code: 'leave', of: 'officer', text: '请休假' },
  { code: 'merged', of: 'target', text: '检查对象已并入、分立或转换' },
  { code: 'moved', of: 'target', text: '检查对象已迁出辖区' },
  { code: 'not-available', of: 'officer', text: '依次补入的人员现已不符合条件，由下一人补入' },
  { code: 'out-of-scope', of: 'target', text: '封库时即不属于本次抽查范围' },
  { code: 'recusal', of: 'officer', text: '回避（行政处罚法第四十三条）' },
  { code: 'staffing', of: 'held', text: '人手不足待补派的对象，现予配齐' },
  { code: 'transferred', of: 'officer', text: '调离、退休或长期停职，未办结任务移交' },
  { code: 'urgent-duty', of: 'officer', text: '临时紧急公务' },
] as const;

type Reason<Kind> = Extract<(typeof substitutionReasons)[number], { readonly of: Kind }>['code'];

/** Grounds to replace an officer. */
export type SubstitutionReason = Reason<'officer'>;

/** Grounds to replace a target by the next in reserve. */
export type TargetReason = Reason<'target'>;

/** Grounds to staff a target for which people were lacking. */
export type StaffingReason = Reason<'held'>;
