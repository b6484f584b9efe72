import { type ClassType, Field, ObjectType } from 'type-graphql';

@ObjectType('PageInfo', { description: '分页信息。Where a page stands in its list.' })
export class PortalPageInfo {
  @Field(() => Boolean, { description: '后面还有。More follow.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: '前面还有。Some came before.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: '本页第一条；空页没有。Absent on an empty page.' })
  startCursor?: string;

  @Field(() => String, { nullable: true, description: '本页最后一条；空页没有。Absent on an empty page.' })
  endCursor?: string;
}

/** The Relay connection of a public type: `<Name>Connection` with its edges. */
export function publicConnectionOf<Node extends object>(name: string, node: () => ClassType<Node>) {
  @ObjectType(`${name}Edge`, { description: `${name} 与其游标。One row and its cursor.` })
  class Edge {
    @Field(() => String, { description: '游标。Where this row stands.' })
    cursor!: string;

    @Field(() => node(), { description: '该条。The row.' })
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `${name} 的一页。One page of rows.` })
  class Connection {
    @Field(() => [Edge], { description: '本页各条。The rows of this page.' })
    edges!: Edge[];

    @Field(() => PortalPageInfo, { description: '分页信息。Where the page stands.' })
    pageInfo!: PortalPageInfo;
  }
  return Connection;
}
