import 'reflect-metadata';

export { type Connection, type ConnectionClass, connectionOf, PageInfo } from './connection.types.js';
export { errorAnswer } from './error-answer.js';
export { signRequest, verifyRequest } from './gateway-signature.js';
export { loaderPerArguments, rowLoader, rowsLoader } from './loader.js';
export { encodeKeyset, maxPageSize, type Page, PageArgs, pageOf, type PageRequest, pageRequest } from './page.js';
export { readBody } from './read-body.js';
export { hasRole, type Principal, requirePrincipal, requireRole, Role } from './principal.js';
export { CommandRefused, Refusal, refusalOf, RefusalCodeEnum, refusalType, VersionConflict } from './refusal.types.js';
export { resolveInterface, unionOf } from './abstract-types.js';
export type { RequestContext, SubgraphContext } from './request-context.js';
export { DateTimeScalar, DayScalar, JsonScalar } from './scalars.js';
export {
  buildSubgraph,
  type ReferenceResolver,
  type SubgraphSchema,
  type SubgraphSchemaOptions,
} from './subgraph-schema.js';
export type { Subgraph } from './subgraph.js';
export { isUuid } from './uuid.js';
export { type ServedSubgraph, serveSubgraph, type ServeOptions } from './serve-subgraph.js';
export { cursorKey, cursorKeys, lastId } from './cursor-keys.js';
export { type Conditions, type FilteredStatement, filteredStatement } from './filtered-statement.js';
export { Actor, ActorRole, SuggestionAction, SuggestionStatus } from './suggestion-vocabulary.types.js';
export { coalesced } from './coalesce.js';
export { type Columns, type Companion, companion, selectList } from './companion.js';
