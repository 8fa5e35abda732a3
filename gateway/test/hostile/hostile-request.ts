import type { Chance } from './chance.js';

/** The ways in that hostile requests take. */
export type HostileFace = 'POST' | 'GET' | 'SSE' | 'WebSocket';

/** One hostile request, as bytes on the wire where its face is HTTP. */
export interface HostileRequest {
  readonly face: HostileFace;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** How often it is sent at once, over one WebSocket. */
  readonly times?: number;
  /** Over how many connections it is sent at once, all of one address. */
  readonly connections?: number;
  /** Where the harm is in the document itself: what `prepare` is timed with. */
  readonly document?: string;
}

/** What is sent as the parameters of GraphQL over HTTP. */
export interface HostileParams {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: unknown;
  readonly extensions?: unknown;
}

/** Requests that do harm in one way. */
export interface Family {
  readonly name: string;
  make(chance: Chance): HostileRequest;
}

/** A document over any face that can carry it: an address may have 16 KiB, a frame 64. */
export function asked(chance: Chance, params: HostileParams): HostileRequest {
  const body = JSON.stringify(params);
  const faces: HostileFace[] = ['POST', 'POST', 'POST', 'SSE'];
  if (body.length < 4_000) faces.push('GET');
  if (body.length < 60_000) faces.push('WebSocket');
  return { face: chance.pick(faces), body, document: params.query };
}

/** The same for a JSON text that was written by hand. */
export function raw(body: string | Buffer, headers?: Readonly<Record<string, string>>): HostileRequest {
  return headers ? { face: 'POST', body, headers } : { face: 'POST', body };
}

/** A family of documents alone. */
export function documents(name: string, make: (chance: Chance) => string): Family {
  return { name, make: (chance) => asked(chance, { query: make(chance) }) };
}
