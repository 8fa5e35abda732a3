import type { Answer, Path } from './answer.js';

/**
 * What must be equal, and what may differ.
 *
 * Ours and the monolith: the same text of `data`, key order included, and the same places of errors. The place of an
 * error is where the null it caused ended up: the specification lets an executor stop at the first error that takes a
 * parent along, so of several errors below one null each side may tell another.
 *
 * One error more is allowed: a `@requires` may meet a failure at a field that the client did not ask for. A monolith has
 * no such step. The error stands at the object that requires or below it (`explainedByRequires`), nowhere else.
 */
export function differenceBetween(ours: Answer, monolith: Answer): string | undefined {
  if (ours.text !== monolith.text) return 'data';
  const expected = new Set(monolith.paths.map((path) => placeOf(monolith.data, path)));
  const found = new Set<string>();
  for (const path of ours.paths) {
    const place = placeOf(ours.data, path);
    found.add(place);
    if (!expected.has(place) && !explainedByRequires(path, monolith)) return `an error too many at ${place}`;
  }
  for (const place of expected) if (!found.has(place)) return `no error at ${place}`;
  return undefined;
}

function explainedByRequires(path: Path, { hidden }: Answer): boolean {
  return hidden.some(
    ({ at, below }) =>
      path.length >= at.length &&
      path.length <= at.length + below.length &&
      at.every((segment, i) => path[i] === segment),
  );
}

/** Where the answer is null because of an error with this path; with a mark when it is null nowhere on the way. */
function placeOf(data: unknown, path: Path): string {
  let value = data;
  for (let length = 0; length <= path.length; length++) {
    if (value === null || value === undefined) return path.slice(0, length).join('.');
    const segment = path[length];
    if (segment !== undefined) value = (value as Record<string | number, unknown>)[segment];
  }
  return `${path.join('.')} (not null)`;
}

/**
 * Ours over both transports: besides the data, the places of all errors. Which of several errors below one null is told
 * is up to graphql-jit here and to graphql-js there.
 */
export function differenceOfTransports(local: Answer, http: Answer): string | undefined {
  if (local.text !== http.text) return 'data over HTTP';
  const places = ({ data, paths }: Answer): string =>
    [...new Set(paths.map((path) => placeOf(data, path)))].sort().join(' ');
  return places(local) === places(http) ? undefined : 'errors over HTTP';
}
