import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../shared/lifecycle.js';

/** What a re-organisation does. */
export enum ReorganisationKind {
  MERGE = 'MERGE',
  SPLIT = 'SPLIT',
  RENAME = 'RENAME',
  TRANSFER = 'TRANSFER',
}

/** Where it stands. */
export enum ReorganisationState {
  PLANNED = 'PLANNED',
  DONE = 'DONE',
  CANCELLED = 'CANCELLED',
}

registerEnumType(ReorganisationKind, {
  name: 'ReorganisationKind',
  description: '机构改革的种类。What a re-organisation does.',
  valuesConfig: {
    MERGE: {
      description: '合并：一个或几个部门并入另一个。Departments end, and another takes everything over.',
    },
    SPLIT: {
      description:
        '分立：按区划或名单分给几个部门，其余归主承继部门。One is divided; the rest goes to a main heir.',
    },
    RENAME: { description: '更名，可同时换代码。Another name, and perhaps another credit code.' },
    TRANSFER: { description: '划转：部分区划或对象划给另一部门。Some divisions or targets change hands.' },
  },
});

registerEnumType(ReorganisationState, {
  name: 'ReorganisationState',
  description: '机构改革的状态。Where a re-organisation stands.',
  valuesConfig: {
    PLANNED: { description: '已登记，到日生效，此前可取消。Planned for its day; may be cancelled before.' },
    DONE: { description: '已生效。Done.' },
    CANCELLED: { description: '已取消。Cancelled before its day.' },
  },
});

/** The only ways from one state to another. */
export const reorganisationTransitions = {
  carryOut: { from: [ReorganisationState.PLANNED], to: ReorganisationState.DONE },
  cancel: { from: [ReorganisationState.PLANNED], to: ReorganisationState.CANCELLED },
} as const;

export const reorganisationLifecycle = lifecycle({
  name: 'ReorganisationState',
  title: '机构改革 / re-organisation',
  states: ReorganisationState,
  // One whose day has come is done in the step that enters it.
  begins: [ReorganisationState.PLANNED, ReorganisationState.DONE],
  transitions: reorganisationTransitions,
  words: { carryOut: '到日生效', cancel: '取消' },
});
