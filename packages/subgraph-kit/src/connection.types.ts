import { type ClassType, Directive, Field, Int, ObjectType } from 'type-graphql';
import type { Page } from './page.js';

/** Relay's page information. Pages are read forwards only. */
@Directive('@shareable')
@ObjectType({ simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Always false: pages are read forwards.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  startCursor!: string | null;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

/** A Relay connection as resolvers return it. */
export interface Connection<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: PageInfo;
  totalCount(): number | Promise<number>;
}

/** A connection class that can wrap a page. */
export interface ConnectionClass<T> extends ClassType<object> {
  of(page: Page<T>): Connection<T>;
}

/**
 * Declares `<name>Connection` and `<name>Edge` for a node type. They are shareable, because several subgraphs may list
 * the same entity. The total is counted only when it is asked for.
 */
export function connectionOf<T extends object>(name: string, node: () => ClassType<object>): ConnectionClass<T> {
  @Directive('@shareable')
  @ObjectType(`${name}Edge`, { simpleResolvers: true })
  class EdgeType {
    @Field(() => String)
    cursor!: string;

    @Field(node)
    node!: T;
  }

  @Directive('@shareable')
  @ObjectType(`${name}Connection`, { simpleResolvers: true })
  class ConnectionType implements Connection<T> {
    @Field(() => [EdgeType])
    edges!: EdgeType[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;

    readonly count!: () => number | Promise<number>;

    @Directive('@cost(weight: 5)')
    @Field(() => Int, { description: 'How many there are in all, not on this page.', simple: false })
    totalCount(): number | Promise<number> {
      return this.count();
    }

    static of(page: Page<T>): ConnectionType {
      const { rows, cursorOf, hasNextPage, totalCount } = page;
      const edges = rows.map((row) => ({ cursor: cursorOf(row), node: row }));
      const pageInfo = {
        hasNextPage,
        hasPreviousPage: false,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      };
      return Object.assign(new ConnectionType(), { edges, pageInfo, count: totalCount });
    }
  }
  return ConnectionType;
}
