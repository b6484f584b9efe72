/** Whether an officer may be drawn at all. */
export type InspectorStatus = 'active' | 'onLeave' | 'suspended' | 'transferred' | 'retired';

export const INSPECTOR_STATUSES: Readonly<Record<string, InspectorStatus>> = {
  在岗: 'active',
  在职: 'active',
  正常: 'active',
  请假: 'onLeave',
  休假: 'onLeave',
  停用: 'suspended',
  停职: 'suspended',
  调离: 'transferred',
  离职: 'transferred',
  退休: 'retired',
  active: 'active',
  onleave: 'onLeave',
  suspended: 'suspended',
  transferred: 'transferred',
  retired: 'retired',
};

export const YES_OR_NO: Readonly<Record<string, boolean>> = {
  是: true,
  否: false,
  y: true,
  n: false,
  yes: true,
  no: false,
  true: true,
  false: false,
  1: true,
  0: false,
};

/** The order of common posts; a file with a column 职级序 overrides it. The lead is the drawn member of highest rank. */
export const RANKS: Readonly<Record<string, number>> = {
  局长: 90,
  副局长: 80,
  分局局长: 75,
  大队长: 70,
  科长: 60,
  股长: 60,
  所长: 60,
  副大队长: 55,
  副科长: 50,
  副股长: 50,
  副所长: 50,
  一级主任科员: 45,
  二级主任科员: 40,
  三级主任科员: 35,
  四级主任科员: 30,
  一级科员: 20,
  二级科员: 15,
  科员: 15,
};

/** Why an officer is away. */
export type LeaveReason = 'leave' | 'illness' | 'training' | 'urgentDuty';

export const LEAVE_KINDS: Readonly<Record<string, LeaveReason>> = {
  请假: 'leave',
  休假: 'leave',
  年假: 'leave',
  年休假: 'leave',
  事假: 'leave',
  婚假: 'leave',
  产假: 'leave',
  病假: 'illness',
  培训: 'training',
  学习: 'training',
  紧急任务: 'urgentDuty',
  紧急公务: 'urgentDuty',
  专项任务: 'urgentDuty',
  leave: 'leave',
  illness: 'illness',
  training: 'training',
  urgentduty: 'urgentDuty',
};

/** Why an officer stands back (penalty law Art. 43). */
export type RecusalReason = 'kinship' | 'interest' | 'formerEmployment' | 'other';

export const RECUSAL_REASONS: Readonly<Record<string, RecusalReason>> = {
  近亲属: 'kinship',
  亲属: 'kinship',
  利害关系: 'interest',
  持股: 'interest',
  投资: 'interest',
  债权债务: 'interest',
  曾任职: 'formerEmployment',
  原任职: 'formerEmployment',
  其他: 'other',
};

/** How a certificate stands, apart from its dates. */
export type CertificateState = 'valid' | 'suspended' | 'revoked';

/** A certificate said to have expired is not used until a file says that it is valid again, and is let win. */
export const CERTIFICATE_STATES: Readonly<Record<string, CertificateState>> = {
  有效: 'valid',
  正常: 'valid',
  暂扣: 'suspended',
  停用: 'suspended',
  过期: 'suspended',
  吊销: 'revoked',
  注销: 'revoked',
  收回: 'revoked',
  失效: 'revoked',
  作废: 'revoked',
  valid: 'valid',
  suspended: 'suspended',
  revoked: 'revoked',
};
