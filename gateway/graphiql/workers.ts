import type { Environment } from 'monaco-editor';
import { pageFolder } from './endpoint.js';

const files: ReadonlyMap<string, string> = new Map([
  ['json', 'json.worker.js'],
  ['graphql', 'graphql.worker.js'],
]);

/** Tells the editor where its background workers lie: beside this page, so that no other origin is asked. */
const environment: Environment = {
  getWorker: (_workerId: string, label: string) =>
    new Worker(new URL(files.get(label) ?? 'editor.worker.js', pageFolder)),
};

Object.assign(globalThis, { MonacoEnvironment: environment });
