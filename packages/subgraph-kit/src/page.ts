import { AppError } from '@lianxin/errors';
import { ArgsType, Field, Int } from 'type-graphql';

/** Most items that one page may hold. */
export const maxPageSize = 100;

/** Relay's forward paging arguments. `first` is required by no client but bounded for all. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'Cursor of the item after which the page starts.' })
  after?: string;
}

/** A checked page request: how many rows, and the key values of the row to start behind. */
export interface PageRequest {
  readonly first: number;
  readonly after: readonly (string | number | null)[] | null;
}

/** Rows of a page with what a connection needs to know of them. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly hasNextPage: boolean;
  readonly cursorOf: (row: T) => string;
  readonly totalCount: () => number | Promise<number>;
}

/** Opaque text of a row's key values. It names a position in the order, so it stays valid when rows come and go. */
export function encodeKeyset(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

function decodeKeyset(cursor: string, width: number): (string | number | null)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const valid =
      Array.isArray(values) &&
      values.length === width &&
      values.every((value) => value === null || typeof value === 'string' || typeof value === 'number');
    if (valid) return values as (string | number | null)[];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new AppError('INVALID_CURSOR');
}

/**
 * Checks paging arguments.
 * @param width how many key values a cursor of this list holds.
 * @throws AppError PAGE_TOO_LARGE, INVALID_CURSOR
 */
export function pageRequest(args: { first: number; after?: string | null }, width: number): PageRequest {
  if (args.first < 1 || args.first > maxPageSize) throw new AppError('PAGE_TOO_LARGE', { max: maxPageSize });
  return { first: args.first, after: args.after ? decodeKeyset(args.after, width) : null };
}

/** Builds a page from `first + 1` fetched rows: the extra row only tells that there is a next page. */
export function pageOf<T>(
  fetched: readonly T[],
  first: number,
  keyOf: (row: T) => readonly (string | number | null)[],
  totalCount: () => number | Promise<number>,
): Page<T> {
  return {
    rows: fetched.length > first ? fetched.slice(0, first) : fetched,
    hasNextPage: fetched.length > first,
    cursorOf: (row) => encodeKeyset(keyOf(row)),
    totalCount,
  };
}
