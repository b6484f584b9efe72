import { Field, ObjectType } from 'type-graphql';
import { NoDepartment } from '../registry/index.js';
import { resultUnion } from '../shared/result-union.js';
import {
  DecisionFaulty,
  DecisionMoved,
  DecisionNotFound,
  DecisionUnchanged,
  DecisionWithdrawnBefore,
  UnknownColumn,
  WithdrawalDayInvalid,
} from './decision.errors.js';
import { DecisionType } from './decision.type.js';

/** What all deeds of a decision answer: the decision as it stands after it. */
@ObjectType({ description: '决定的办理结果。What a deed of a decision answers.' })
abstract class OfDecision {
  @Field(() => DecisionType, { description: '决定。The decision.' })
  decision!: DecisionType;
}

@ObjectType({ description: '决定已录入。The decision is entered.' })
export class DecisionEntered extends OfDecision {
  @Field(() => Boolean, {
    description: '新录入；同一决定再次报送的不是。Whether it is new: the same one again is not.',
  })
  isNew!: boolean;
}

@ObjectType({ description: '决定已更正。The decision has a corrected version.' })
export class DecisionCorrected extends OfDecision {}

@ObjectType({ description: '决定已撤下。The decision was withdrawn.' })
export class DecisionWithdrawn extends OfDecision {}

export const EnterDecisionResult = resultUnion('EnterDecisionResult', () => [
  DecisionEntered,
  DecisionFaulty,
  UnknownColumn,
  NoDepartment,
]);

export const CorrectDecisionResult = resultUnion('CorrectDecisionResult', () => [
  DecisionCorrected,
  DecisionFaulty,
  UnknownColumn,
  DecisionNotFound,
  DecisionWithdrawnBefore,
  DecisionMoved,
  DecisionUnchanged,
]);

export const WithdrawDecisionResult = resultUnion('WithdrawDecisionResult', () => [
  DecisionWithdrawn,
  DecisionNotFound,
  DecisionWithdrawnBefore,
  WithdrawalDayInvalid,
]);
