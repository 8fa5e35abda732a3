import { GraphQLError } from 'graphql';
import type { PeerServer } from '../../peers/peer-server.js';
import { startApolloServer } from './apollo-server.js';
import { engineOverHttp } from './ours.js';
import type { EnginePeerOptions } from './peer-options.js';

/** Our engine over HTTP in the place of @apollo/gateway. */
export function startOursInApollo(options: EnginePeerOptions): Promise<PeerServer> {
  const { engine, release } = engineOverHttp(options);
  return startApolloServer(
    {
      load: async () => ({
        executor: async ({ source, operationName, request }) => {
          const result = await engine.run(
            engine.prepare(source, operationName ?? undefined),
            request.variables,
            undefined,
          );
          return { data: result.data, errors: result.errors?.map((error) => new GraphQLError(error.message, error)) };
        },
      }),
      onSchemaLoadOrUpdate: (hear) => {
        hear({ apiSchema: engine.schema, coreSupergraphSdl: options.supergraphSdl });
        return () => undefined;
      },
      stop: async () => undefined,
    },
    release,
  );
}
