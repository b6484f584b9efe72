import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { Allow, ANY_ROLE } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { findChecklist } from './checklist.read.js';
import { enterChecklist } from './checklist.service.js';
import { importChecklist, importResultSystem } from './code-import.js';
import { departmentAsked } from './item.service.js';
import { ChecklistInput, CodeImportInput, ResultSystemInput } from './item-list.input.js';
import {
  ChecklistType,
  CodeMappingType,
  EnterChecklistResult,
  EnterResultSystemResult,
  ResultSystemType,
} from './item-list.type.js';
import { findCodeMapping, findResultSystem } from './result-system.read.js';
import { enterResultSystem } from './result-system.service.js';

const versionArgument = {
  nullable: true,
  description: '版本；不填为最新。Its version; the newest.',
} as const;

@Resolver()
export class ResultSystemResolver {
  @Allow(Role.REGISTRAR)
  @Mutation(() => EnterChecklistResult, {
    description: '登记检查表或其下一版本。Enters a checklist’s version.',
  })
  enterChecklist(@Ctx() { step }: Context, @Arg('input', () => ChecklistInput) input: ChecklistInput) {
    return step((unit) => enterChecklist(unit, input));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => EnterChecklistResult, { description: '以文件登记检查表。A checklist from a file.' })
  importChecklist(@Ctx() { step }: Context, @Arg('input', () => CodeImportInput) input: CodeImportInput) {
    return step((unit) => importChecklist(unit, input));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => EnterResultSystemResult, {
    description: '登记本部门的结果代码体系或其下一版本。Enters a department’s own system of result codes.',
  })
  enterResultSystem(
    @Ctx() { step }: Context,
    @Arg('input', () => ResultSystemInput) input: ResultSystemInput,
  ) {
    return step((unit) => enterResultSystem(unit, input));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => EnterResultSystemResult, { description: '以文件登记结果代码体系。A system from a file.' })
  importResultSystem(@Ctx() { step }: Context, @Arg('input', () => CodeImportInput) input: CodeImportInput) {
    return step((unit) => importResultSystem(unit, input));
  }

  @Allow(ANY_ROLE)
  @Query(() => ChecklistType, {
    nullable: true,
    description: '检查表；没有则为空。A checklist, if there is.',
  })
  checklist(
    @Ctx() context: Context,
    @Arg('code', () => Text) code: string,
    @Arg('version', () => Int, versionArgument) version?: number,
    @Arg('departmentId', () => Id, { nullable: true, description: '部门，默认本部门。One’s own.' })
    departmentId?: string,
  ) {
    return findChecklist(context, departmentAsked(context, departmentId), code, version);
  }

  @Allow(ANY_ROLE)
  @Query(() => ResultSystemType, {
    nullable: true,
    description: '结果代码体系；没有则为空。A system of result codes, if there is.',
  })
  resultSystem(
    @Ctx() context: Context,
    @Arg('code', () => Text) code: string,
    @Arg('version', () => Int, versionArgument) version?: number,
  ) {
    return findResultSystem(context, code, version);
  }

  @Allow(ANY_ROLE)
  @Query(() => [CodeMappingType], {
    nullable: true,
    description: '一个体系的代码在另一体系中的对应（均取最新版本）。One system in the codes of another.',
  })
  resultCodeMapping(
    @Ctx() context: Context,
    @Arg('from', () => Text) from: string,
    @Arg('to', () => Text) to: string,
  ) {
    return findCodeMapping(context, from, to);
  }
}
