import { Field, ID, ObjectType } from 'type-graphql';
import { AssignmentState } from '../assignment.states.js';

@ObjectType('VisitCompanion', {
  description: '联合检查中其他部门的部分。Another department’s part of the same joint visit.',
})
export class VisitCompanionType {
  @Field(() => ID, { description: '其检查任务。Its assignment.' })
  assignmentId!: string;

  @Field(() => AssignmentState, { description: '状态。Where its part stands.' })
  state!: AssignmentState;
}
