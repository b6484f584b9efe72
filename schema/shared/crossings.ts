/**
 * Where work looks past the actor's departments, and why: each is named here once. Nothing else does
 * (`Reader.beyond`, docs/scope.md).
 */
export const crossings = {
  entity:
    '同一主体可由多个部门检查：检查次数与主体性质按全体部门计 / one entity may be visited by several departments: burdens count the visits of all',
  calendar:
    '日历变动时，各部门未办结事项的期限一并重算 / when the calendar changes, the open deadlines of all its departments are counted anew',
  handed:
    '上级抽取的对象由下级部门收到、办理 / what a superior drew is received and carried out by the departments below',
  joint:
    '联合任务以各参与部门的事项、人员抽取，并按各部门办理情况推进 / a joint campaign is drawn from the items and officers of all its departments, and goes on by what each has done',
  history:
    '对象、人员移交后，其以往记录随其可查 / what passed to a department is read with what it was before',
  merging:
    '同一对象的多项检查合并为一次，涉及下级与联合任务的各部门 / visits of several campaigns to one target become one, also those of departments below and of joint campaigns',
  officer:
    '人员的未结事项与工作量按其所在各部门计 / what is open of an officer, and how much, counts in every department served',
  passing:
    '机构调整将事项由一部门移交另一部门 / a re-organisation passes matters from one department to another',
  portal: '公众门户只读取已公开的版本 / the portal reads published editions only',
  audit: '审计链与树覆盖各部门的全部事件 / the chain and the tree of audit events cover every department',
  metrics: '运行指标只有数量，不涉内容 / metrics are counts by state, never what is counted',
  published: '已公布的抽查事项清单人人可读 / published item lists may be read by everybody',
  referral:
    '推送的主体、许可由发送与接收部门共同知悉 / what is pushed to another department is known to both departments',
  secondment: '借调人员由借出、借入部门共同知悉 / a seconded officer is known to both departments',
  team: '被抽中的检查组完成检查，组员其后调动亦同 / the team that was drawn finishes its visit, wherever its members belong by now',
  address:
    '本人接收提醒的地址随其账户，不论调至何部门 / the address at which somebody wants to be told goes with the account, whichever department that is of by now',
  arrangements: '代行安排涉及上级与邻近单位的人员 / an arrangement concerns people of other departments',
  separations: '同一事项由谁办理，不分部门 / who did what on one matter, of whichever department',
} as const;

/** A reason to look past the actor's departments. */
export type Crossing = keyof typeof crossings;
