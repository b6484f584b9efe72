import { Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { Allow, ANYONE } from '../shared/allow.js';
import type { ReadingContext } from '../shared/context.js';
import { CalendarDate } from '../shared/scalars.js';

@ObjectType({ description: '本公示服务。This service.' })
export class PortalService {
  @Field(() => String, { description: '名称。Its name.' })
  name!: string;

  @Field(() => CalendarDate, { description: '今天（北京时间）。The day in Asia/Shanghai.' })
  today!: string;

  @Field(() => Boolean, { description: '是否演练；演练数据不是公示。A rehearsal: nothing here is real.' })
  training!: boolean;
}

@Resolver()
export class ServiceResolver {
  @Allow(ANYONE)
  @Query(() => PortalService, { description: '本服务的状态。What this service is.' })
  service(@Ctx() context: ReadingContext): PortalService {
    return { name: '公正抽 Fairdraw', today: context.today, training: context.installation.training };
  }
}
