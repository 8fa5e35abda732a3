import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeSupergraph, planningRisks } from '@lianxin/federation-engine';
import { gatewaySchemas } from '@lianxin/gateway';
import { projectsSchema } from '@lianxin/projects';
import { representativesSchema } from '@lianxin/representatives';
import { stationsSchema } from '@lianxin/stations';
import { suggestionsSchema } from '@lianxin/suggestions';

/** Where each member's SDL is kept, from the repository's root. */
function members(): { name: string; file: string; sdl: string }[] {
  const gateway = Object.entries(gatewaySchemas()).map(([name, { sdl }]) => ({
    name,
    file: `gateway/src/${name === 'live' ? 'live' : `modules/${name}`}/schema.graphql`,
    sdl,
  }));
  const subgraphs = Object.entries({
    representatives: representativesSchema(),
    stations: stationsSchema(),
    suggestions: suggestionsSchema(),
    projects: projectsSchema(),
  }).map(([name, { sdl }]) => ({ name, file: `subgraphs/${name}/schema.graphql`, sdl }));
  return [...subgraphs, ...gateway];
}

/** Every member of the graph with its SDL. */
export function subgraphSchemas(): { readonly name: string; readonly sdl: string }[] {
  return members().map(({ name, sdl }) => ({ name, sdl }));
}

/** Writes every member's SDL; returns the files. */
export function writeSchemas(root: string): string[] {
  return members().map(({ file, sdl }) => {
    writeFileSync(join(root, file), sdl);
    return file;
  });
}

/**
 * What is wrong with the committed SDL: files that differ from the code, faults of the composition, fields that the
 * planner may fail over. Empty when all is well.
 */
export function schemaFaults(root: string): string[] {
  const all = members();
  const drifted = all.filter(({ file, sdl }) => readText(join(root, file)) !== sdl);
  const composed = composeSupergraph(all.map(({ name, sdl }) => ({ name, sdl })));
  const ofGraph = composed.errors ?? planningRisks(composed.supergraphSdl);
  return [...drifted.map(({ file }) => `${file}: run \`npm run schema:write\``), ...ofGraph];
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
