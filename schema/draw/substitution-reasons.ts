/**
 * For what an officer, or a target, that was drawn may be replaced (docs/draw.md §16): part of the rules of every draw, and public with
 * them. Ascending by code, as the protocol wants it.
 */
export const substitutionReasons = [
  { code: 'certificate-lapsed', of: 'officer', text: '执法证件失效（行政处罚法第四十二条）' },
  { code: 'illness', of: 'officer', text: '因病' },
  { code: 'leave', of: 'officer', text: '请休假' },
  { code: 'merged', of: 'target', text: '检查对象已并入、分立或转换' },
  { code: 'not-available', of: 'officer', text: '依次补入的人员现已不符合条件，由下一人补入' },
  { code: 'recusal', of: 'officer', text: '回避（行政处罚法第四十三条）' },
  { code: 'transferred', of: 'officer', text: '调离、退休或长期停职，未办结任务移交' },
  { code: 'urgent-duty', of: 'officer', text: '临时紧急公务' },
] as const;

/** Grounds to replace an officer. */
export type SubstitutionReason = Extract<
  (typeof substitutionReasons)[number],
  { readonly of: 'officer' }
>['code'];
