import { composeServices } from '@theguild/federation-composition';
import { GraphQLError, parse, type DocumentNode } from 'graphql';
import { withExternalFields } from './external-fields.js';

/** One subgraph as composition sees it. A subgraph that lives in this process has no URL. */
export interface SubgraphDefinition {
  readonly name: string;
  readonly sdl: string;
  readonly url?: string;
}

/** Either the supergraph or every reason why there is none. */
export type Composition =
  | { readonly supergraphSdl: string; readonly errors?: undefined }
  | { readonly supergraphSdl?: undefined; readonly errors: string[] };

/** Composes subgraphs into a supergraph. A fault of one subgraph's SDL is reported with that subgraph's name. */
export function composeSupergraph(subgraphs: readonly SubgraphDefinition[]): Composition {
  const errors: string[] = [];
  const services: { name: string; url: string; typeDefs: DocumentNode }[] = [];
  for (const { name, sdl, url } of subgraphs) {
    try {
      services.push({ name, url: url ?? `local://${name}`, typeDefs: parse(sdl, { noLocation: true }) });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      errors.push(`[${name}] ${error.message}`);
    }
  }
  if (errors.length > 0) return { errors };
  const composed = composeServices(services);
  if (composed.errors) return { errors: composed.errors.map((error) => error.message) };
  return { supergraphSdl: withExternalFields(composed.supergraphSdl, services) };
}
