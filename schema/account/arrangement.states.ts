import { registerEnumType } from 'type-graphql';

/** Why somebody holds a post that is not theirs. */
export enum ArrangementKind {
  DEPUTY = 'DEPUTY',
  SUPERIOR = 'SUPERIOR',
  NEIGHBOUR = 'NEIGHBOUR',
}

registerEnumType(ArrangementKind, {
  name: 'ArrangementKind',
  description: '安排的种类。Why somebody holds a post that is not theirs.',
  valuesConfig: {
    DEPUTY: { description: '代理: a colleague deputises' },
    SUPERIOR: { description: '上级代行: somebody of the superior department fills the role' },
    NEIGHBOUR: { description: '邻近单位代行: somebody of a neighbouring department fills the role' },
  },
});
