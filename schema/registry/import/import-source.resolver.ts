import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { isRefusal } from '../../shared/refusal.js';
import { Role } from '../../shared/roles.js';
import { ImportSourceInput } from './import.input.js';
import { ImportKind } from './import-run.states.js';
import { ForgetImportSourceResult, SaveImportSourceResult } from './import-source.payload.js';
import { forgetImportSource, listImportSources, saveImportSource } from './import-source.service.js';
import { ImportSourceType } from './import-source.type.js';

@Resolver(() => ImportSourceType)
export class ImportSourceResolver {
  @Allow(Role.REGISTRAR)
  @Query(() => [ImportSourceType], { description: '导入来源。The sources of imports.' })
  importSources(
    @Ctx() context: Context,
    @Arg('kind', () => ImportKind, { nullable: true, description: '内容。What their files hold.' })
    kind?: ImportKind,
  ) {
    return listImportSources(context, kind);
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => SaveImportSourceResult, { description: '登记或更改来源。Enters or changes a source.' })
  saveImportSource(@Ctx() context: Context, @Arg('input', () => ImportSourceInput) input: ImportSourceInput) {
    return context.step(async (unit) => {
      const source = await saveImportSource(unit, { ...input, mapping: input.mapping ?? undefined });
      return isRefusal(source) ? source : { __typename: 'ImportSourceSaved', source };
    });
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => ForgetImportSourceResult, { description: '删除来源。Forgets a source.' })
  forgetImportSource(@Ctx() context: Context, @Arg('id', () => ID) id: string) {
    return context.step(async (unit) => {
      const source = await forgetImportSource(unit, id);
      return isRefusal(source) ? source : { __typename: 'ImportSourceForgotten', source };
    });
  }
}
