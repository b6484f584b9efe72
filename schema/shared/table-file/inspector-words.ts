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
