import { readExample } from '../read-example.js';
import { type EvaluationScheme, evaluationSchemeSchema } from './evaluation-scheme.js';

/** The table to begin from (`gateway/schemes/five-dimensions.json`): what in it is a source's and what ours is told there. */
export const exampleEvaluationScheme: EvaluationScheme = evaluationSchemeSchema.parse(
  readExample('five-dimensions.json'),
);
