/** What a GraphQL operation answers, as far as these expectations look. */
export interface GraphqlAnswer {
  readonly data?: unknown;
  readonly errors?: readonly unknown[];
}

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const show = (value: unknown): string => JSON.stringify(value, undefined, 2);

/** The data of an operation that must have no errors. */
export function expectOk<Data = Fields>(answer: GraphqlAnswer): Data {
  if (answer.errors !== undefined && answer.errors.length > 0)
    throw new Error(`Expected no errors: ${show(answer.errors)}`);
  if (!isFields(answer.data)) throw new Error(`Expected data: ${show(answer)}`);
  return answer.data as Data;
}

/** A refusal as it is returned: a member of a union with `code` and `message`. */
export interface ReturnedRefusal {
  readonly __typename?: string;
  readonly code: string;
  readonly message?: string;
}

function refusalIn(value: unknown): ReturnedRefusal | undefined {
  if (!isFields(value)) return undefined;
  return typeof value['code'] === 'string' ? (value as unknown as ReturnedRefusal) : undefined;
}

/**
 * The refusal that a command must have returned, with this code. Give it the field's value, or the whole answer of an
 * operation with one top-level field. An error (`errors`) is not a refusal: see `expectErrorCode`.
 */
export function expectRefused(answer: unknown, code: string): ReturnedRefusal {
  const isAnswer = isFields(answer) && ('data' in answer || 'errors' in answer);
  const refusal = isAnswer ? refusalIn(Object.values(expectOk(answer as GraphqlAnswer))[0]) : refusalIn(answer);
  if (refusal?.code !== code) throw new Error(`Expected the refusal ${code}: ${show(answer)}`);
  return refusal;
}

/** Checks that the first error of an operation carries this `extensions.code`, and returns that error's message. */
export function expectErrorCode(answer: GraphqlAnswer, code: string): string {
  const first = answer.errors?.[0];
  const extensions = isFields(first) ? first['extensions'] : undefined;
  if (!isFields(first) || !isFields(extensions) || extensions['code'] !== code) {
    throw new Error(`Expected the error ${code}: ${show(answer)}`);
  }
  return String(first['message']);
}
