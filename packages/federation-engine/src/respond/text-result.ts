import type { DataObject } from '../run-state.js';

/** A result as objects. They are read from the text, so whoever takes them sees what a client would. */
export function readResult<Failure>(result: { readonly data?: string; readonly errors?: readonly Failure[] }): {
  data?: DataObject | null;
  errors?: readonly Failure[];
} {
  const { data, errors } = result;
  return {
    ...(data !== undefined && { data: JSON.parse(data) as DataObject | null }),
    ...(errors && { errors }),
  };
}

/** The whole answer as it goes over the wire. `errors` are given apart, since a face may have changed them. */
export function writeResult(data: string | undefined, errors: readonly unknown[] | undefined): string {
  if (!errors) return `{"data":${data ?? 'null'}}`;
  return data === undefined
    ? `{"errors":${JSON.stringify(errors)}}`
    : `{"data":${data},"errors":${JSON.stringify(errors)}}`;
}
