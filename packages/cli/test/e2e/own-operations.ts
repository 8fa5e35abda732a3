/** Commands on a suggestion that no client document sends yet: they answer as those do. */
const command = (name: string): string => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return `mutation ${type}($input: ${type}Input!) { ${name}(input: $input) {
    ... on SuggestionPayload { suggestion { id number stage status version dueAt designated reworkNo } }
    ... on Refusal { code message } } }`;
};

/** Operations of these tests by their name. */
export const ownOperations: ReadonlyMap<string, string> = new Map([
  ['DecideReturn', command('decideReturn')],
  ['CloseSuggestion', command('closeSuggestion')],
  ['WithdrawSuggestion', command('withdrawSuggestion')],
  ['SignOut', 'mutation SignOut { signOut { signedOut } }'],
  [
    'Everything',
    `query Everything($first: Int!, $filter: SuggestionFilter) {
      suggestions(first: $first, filter: $filter) { totalCount edges { node {
        number title light constituent { displayName } category { name parent { name } }
        station { name region { name level projects(first: 2) { totalCount edges { node { name light leadUnit { name level } leadMember { name } } } } } }
        leadUnit { name projects(first: 2) { edges { node { name milestones { title } } } } }
        representative { name delegation isPartyMember
          stations(first: 2) { edges { node { name } } }
          proposals(first: 2) { edges { node { number resultClass leadUnit { name } } } }
          projects(first: 2) { edges { node { name satisfaction { verdict } } } } }
        timeline(first: 3) { edges { node { action } } } } } } }`,
  ],
]);
