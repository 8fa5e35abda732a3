import { AppError } from '@lianxin/errors';
import { composeSupergraph, localTransport, maskError, type Transport } from '@lianxin/federation-engine';
import type { SubgraphSchema } from '@lianxin/subgraph-kit';
import type { GatewaySubgraph } from './gateway.types.js';
import { callerOf, type GatewayRequest } from './guard/gateway-request.js';
import type { Log } from './log.js';

/**
 * A subgraph in this process as a member of the graph: the gateway's own modules, and the others where all run in one
 * process. What is masked of its errors goes to the log; the client has the request's id.
 */
export function localMember(
  name: string,
  { schema, sdl }: Pick<SubgraphSchema, 'schema' | 'sdl'>,
  createContext: (request: GatewayRequest) => object,
  log: Log,
): GatewaySubgraph {
  const transport = localTransport<GatewayRequest>({
    schema,
    createContext,
    callerOf,
    formatError: (error) => {
      const masked = maskError(error);
      if (masked.extensions['code'] === 'INTERNAL')
        log.error('subgraph.failed', { subgraph: name, path: error.path, cause: error.originalError });
      return masked;
    },
  });
  return { name, sdl, transport };
}

/** One graph of all members, and the way to each. */
export interface JoinedMembers {
  readonly supergraphSdl: string;
  readonly transports: Readonly<Record<string, Transport<GatewayRequest>>>;
}

/** @throws AppError BAD_CONFIGURATION that names every fault of the composition */
export function joinMembers(members: readonly GatewaySubgraph[]): JoinedMembers {
  const composed = composeSupergraph(members.map(({ name, sdl }) => ({ name, sdl })));
  if (composed.errors) throw new AppError('BAD_CONFIGURATION', { reason: composed.errors.join(' · ') });
  const transports = Object.fromEntries(members.map(({ name, transport }) => [name, transport]));
  return { supergraphSdl: composed.supergraphSdl, transports };
}

/** Whether a member answers. */
export async function answers({ transport }: GatewaySubgraph): Promise<boolean> {
  const nobody: GatewayRequest = { requestId: 'health', principal: null, locale: 'en', session: null };
  const { data } = await transport.execute({ document: '{ __typename }', context: nobody });
  return data !== null && data !== undefined;
}
