/**
 * The text of a document that knows the types of its answer and its variables. A plain string is one, of unknown types;
 * so is what code generators write (`TypedDocumentString`, `TypedDocumentNode` with its source).
 */
export interface TypedDocument<Data, Variables> {
  /** Never there: it only carries the types. */
  readonly __apiType?: (variables: Variables) => Data;
  toString(): string;
}

/** The variables as an argument: may be left out where none of them must be given. */
export type VariablesArgument<Variables, Options> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: Options]
    : [variables: Variables, options?: Options];

/** Names the types of a document: `typed<Data, Variables>('query …')`. */
export function typed<Data, Variables = Record<string, never>>(text: string): TypedDocument<Data, Variables> {
  return text;
}

/**
 * The text that is sent.
 * @throws TypeError for a parsed document that does not have its source
 */
export function textOf(document: TypedDocument<unknown, never>): string {
  if (typeof document === 'object' && 'definitions' in document) {
    const { loc } = document as { readonly loc?: { readonly source?: { readonly body?: string } } };
    const body = loc?.source?.body;
    if (body === undefined) throw new TypeError('A document without its source: print it, or keep documents as text');
    return body;
  }
  return document.toString();
}
