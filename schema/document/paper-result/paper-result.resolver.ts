import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { Role } from '../../shared/roles.js';
import { recordResultCorrectionByPaper } from './paper-correction.service.js';
import {
  RecordResultCorrectionByPaperInput,
  RecordResultCorrectionByPaperResult,
} from './paper-correction.type.js';
import { recordResultByPaper } from './paper-result.service.js';
import { RecordResultByPaperInput, RecordResultByPaperResult } from './paper-result.type.js';

@Resolver()
export class PaperResultResolver {
  @Allow(Role.PLAN_OWNER, Role.INSPECTOR)
  @Mutation(() => RecordResultByPaperResult, {
    description:
      '凭签字的纸质记录录入检查结果：纸上签字即为签字。Records a result by paper alone: its signatures count.',
  })
  recordResultByPaper(
    @Ctx() { step }: Context,
    @Arg('input', () => RecordResultByPaperInput) input: RecordResultByPaperInput,
  ) {
    return step((unit) => recordResultByPaper(unit, input));
  }

  @Allow(Role.PLAN_OWNER, Role.INSPECTOR)
  @Mutation(() => RecordResultCorrectionByPaperResult, {
    description:
      '凭签字的更正记录表录入更正后的版本。Records the corrected version of a result by paper alone.',
  })
  recordResultCorrectionByPaper(
    @Ctx() { step }: Context,
    @Arg('input', () => RecordResultCorrectionByPaperInput) input: RecordResultCorrectionByPaperInput,
  ) {
    return step((unit) => recordResultCorrectionByPaper(unit, input));
  }
}
