import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Department, DepartmentType } from '../../department/index.js';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments, pageById } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { RegisterExportConnection, RegisterExportType } from './export-record.type.js';
// As a type of a parameter the entity must not be a value: decorators would take it for a class.
import { RegisterExport, type RegisterExport as RegisterExportRow } from './register-export.entity.js';

@Resolver(() => RegisterExportType)
export class RegisterExportResolver {
  @Allow(Role.REGISTRAR, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => RegisterExportConnection, {
    description: '名录导出记录，新的在前。Which registers left the building, newest first.',
  })
  registerExports(@Ctx() { em }: Context, @Args(() => PageArguments) page: PageArguments) {
    return pageById(page, (key, limit) => em.find(RegisterExport, key, { orderBy: { id: 'desc' }, limit }));
  }

  @FieldResolver(() => DepartmentType, { description: '部门。Whose register.' })
  department(@Root() { department }: RegisterExportRow, @Ctx() context: Context): Promise<Department> {
    return context.load(Department, department);
  }
}
