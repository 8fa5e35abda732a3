const leaves = ['id', 'title', 'status', 'supporters', 'isUrgent', 'heat'] as const;
const stationLeaves = ['id', 'name', 'address', 'hours', 'isOpen'] as const;
const deputyLeaves = ['id', 'name', 'constituency', 'term'] as const;

/** The fields whose bit is set; never none. */
const subset = (names: readonly string[], bits: number): string[] => {
  const chosen = names.filter((_, index) => (bits >> index) & 1);
  return chosen.length > 0 ? chosen : [...names];
};

/**
 * The text of an operation that no other index has: other fields, other arguments, other aliases, as clients that write
 * their operations by machine send them. Valid for the benchmark's graph.
 */
export function distinctOperation(index: number): string {
  const own = subset(leaves, index % 63).map((name, at) => ((index >> at) & 1 ? `a${at}: ${name}` : name));
  const station = subset(stationLeaves, index % 31).join(' ');
  const deputy = subset(deputyLeaves, index % 15).join(' ');
  const home = index % 3 === 0 ? ` station { ${subset(stationLeaves, index % 29).join(' ')} }` : '';
  const items = `{ ${own.join(' ')} station { ${station} } deputy { ${deputy}${home} } }`;
  return `query Op${index} { list${index % 7}: suggestions(first: ${1 + (index % 5)}, skip: ${index % 1000}) ${items} }`;
}
