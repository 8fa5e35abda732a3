import { AppError } from '@lianxin/errors';
import type { GivenDocument } from '../documents/given-document.js';

/** What a request over HTTP asks for. `query` is empty where an identifier stands in its place. */
export interface OperationParams extends GivenDocument {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown> | undefined;
  readonly extensions: Record<string, unknown> | undefined;
}

type Given = Readonly<Record<string, unknown>>;

/**
 * Reads the parameters of GraphQL over HTTP, from the address of a GET or the JSON of a POST: the parameters, or
 * INVALID_INPUT naming the one that is none. Our own reading, because the protocol libraries know documents by their text
 * only.
 */
export function readParams(method: string, url: string, body: string): OperationParams | AppError {
  try {
    return checked(method === 'GET' ? fromAddress(url) : fromBody(body));
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

function checked(given: Given): OperationParams {
  return {
    query: textOf(given, 'query') ?? '',
    documentId: given['documentId'] ?? undefined,
    operationName: textOf(given, 'operationName'),
    variables: mapOf(given, 'variables'),
    extensions: mapOf(given, 'extensions'),
  };
}

function fromAddress(url: string): Given {
  const start = url.indexOf('?');
  const search = new URLSearchParams(start < 0 ? '' : url.slice(start + 1));
  const given: Record<string, unknown> = {};
  for (const name of ['query', 'documentId', 'operationName'] as const) given[name] = search.get(name);
  for (const name of ['variables', 'extensions'] as const) {
    const text = search.get(name);
    if (text) given[name] = parsed(text, name);
  }
  return given;
}

function fromBody(body: string): Given {
  const given = parsed(body, 'JSON');
  if (!isMap(given)) throw invalid('JSON: { query, … }');
  return given;
}

function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(what);
  }
}

function textOf(given: Given, name: string): string | undefined {
  const value = given[name] ?? undefined;
  if (value !== undefined && typeof value !== 'string') throw invalid(`${name}: String`);
  return value;
}

function mapOf(given: Given, name: string): Record<string, unknown> | undefined {
  const value = given[name] ?? undefined;
  if (value !== undefined && !isMap(value)) throw invalid(`${name}: { … }`);
  return value;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(reason: string): AppError {
  return new AppError('INVALID_INPUT', { reason });
}
