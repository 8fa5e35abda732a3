import { readExample } from '../read-example.js';
import { type PointsScheme, pointsSchemeSchema } from './points-scheme.js';

/** The points to begin from (`gateway/schemes/duty-points.json`). */
export const examplePointsScheme: PointsScheme = pointsSchemeSchema.parse(readExample('duty-points.json'));
