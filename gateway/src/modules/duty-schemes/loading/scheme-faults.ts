import { type Locale, refusalMessage, refuse } from '@lianxin/errors';
import { z } from 'zod';
import { evaluationSchemeSchema, wrongSums } from '../evaluation/evaluation-scheme.js';
import { type SchemeKind, schemeKinds } from './scheme-kinds.js';

const wording = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError } as const;

/** `dimensions.2.indicators.0.name` as people count: `dimensions[3].indicators[1].name`. */
const placeOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part, index) => (typeof part === 'number' ? `[${part + 1}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('');

/** Weights of a dimension table that do not add up, each by its place: a refusal names one of them. */
function weightFaults(document: unknown, locale: Locale): string[] {
  const { data } = evaluationSchemeSchema.safeParse(document);
  return (data ? wrongSums(data) : []).map(
    ({ place, sum }) => `${place}: ${refusalMessage(refuse('POLICY_WEIGHTS_SUM', { sum }), locale)}`,
  );
}

/**
 * What is wrong with a document, a line for each place, in the reader's language; none when it can be saved. Places in
 * lists are counted from 1.
 */
export function schemeFaults(kind: SchemeKind, document: unknown, locale: Locale): string[] {
  const { schema, check } = schemeKinds[kind];
  const parsed = schema.safeParse(document, { error: wording[locale] });
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${placeOf(path) || '{}'}: ${message}`);
  const checked = check(document);
  if (!('refused' in checked)) return [];
  return checked.refused.code === 'POLICY_WEIGHTS_SUM'
    ? weightFaults(document, locale)
    : [refusalMessage(checked.refused, locale)];
}
