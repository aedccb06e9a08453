import type { Type } from '@nestjs/common';
import { ArgsType, Directive, Field, Int, ObjectType } from '@nestjs/graphql';
import type { Page, PageRequest } from './page.js';

@Directive('@shareable')
@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field({ description: 'Whether more records follow; ask for them with `after: endCursor`.' })
  hasNextPage: boolean;

  @Field({ description: 'Whether the page was asked for with `after`.' })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first record of the page.' })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last record of the page.' })
  endCursor: string | null;
}

@ArgsType()
export class PageArgs implements PageRequest {
  @Field(() => Int, { nullable: true, description: 'How many records at most: 1 to 100, 20 if not given.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: '`endCursor` of the page before.' })
  after?: string | null;
}

/** The Relay connection of a type: `class BirthNotificationConnection extends connectionOf(BirthNotification) {}`. */
export function connectionOf<Node extends object>(node: Type<Node>, { shareable = false } = {}): Type<Page<Node>> {
  const directive = (): ClassDecorator => (shareable ? Directive('@shareable') : () => undefined);

  @directive()
  @ObjectType(`${node.name}Edge`, { description: `One ${node.name} of a list, with its place in it.` })
  class Edge {
    @Field(() => node, { description: `The ${node.name}.` })
    node: Node;

    @Field({ description: 'Opaque place of this record in the list.' })
    cursor: string;
  }

  @ObjectType({ isAbstract: true })
  abstract class Connection {
    @Field(() => [Edge], { description: 'The records of this page.' })
    edges: Edge[];

    @Field(() => PageInfo, { description: 'Where this page stands in the list.' })
    pageInfo: PageInfo;

    @Field(() => Int, { description: 'How many records the whole list has, as far as the caller may see them.' })
    totalCount: Promise<number>;
  }
  return Connection as unknown as Type<Page<Node>>;
}
