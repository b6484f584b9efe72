import { registerEnumType } from 'type-graphql';

/** Why a drawn target fits no department below. */
export enum UnplacedReason {
  NO_DEPARTMENT = 'NO_DEPARTMENT',
  SEVERAL_DEPARTMENTS = 'SEVERAL_DEPARTMENTS',
  NOT_IN_REGISTER = 'NOT_IN_REGISTER',
  UNCLEAR = 'UNCLEAR',
}

registerEnumType(UnplacedReason, {
  name: 'UnplacedReason',
  description: '为何没有对应的下级部门。Why a target fits no department below.',
  valuesConfig: {
    NO_DEPARTMENT: {
      description:
        '其区划不在任何下级部门的辖区：请指定承办部门，本部门亦可。Its division lies in no department’s area: name one, or your own.',
    },
    SEVERAL_DEPARTMENTS: {
      description: '该区划有几个下级部门：请指定其一。Several departments have that area: name one of them.',
    },
    NOT_IN_REGISTER: {
      description:
        '承办部门的名录中没有该对象：请其登记或认领（可推送），或另行指定。That department’s register does not have it: have it entered or claimed there, or name another.',
    },
    UNCLEAR: {
      description:
        '在承办部门的名录中已分立、并入或对应不清：请其核对名录，或另行指定。It was split or merged there, so that it is unclear which is meant: have the register checked, or name another.',
    },
  },
});
