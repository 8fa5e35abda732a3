/** Longer messages lose their middle: what is in there is the client's own text. */
const longest = 400;
const kept = longest / 2;

const hint = ' Did you mean ';

/**
 * A message of graphql-js as a client may have it: without guesses at names (they would tell a stranger the schema), and
 * without the megabytes of a value that it quotes. Reads the text once: no pattern can be made to start over in it.
 */
export function publicMessage(message: string): string {
  const hintAt = message.endsWith('?') ? message.lastIndexOf(hint) : -1;
  const said = hintAt < 0 ? message : message.slice(0, hintAt);
  if (said.length <= longest) return said;
  return `${said.slice(0, kept)} … ${said.slice(-kept)}`.toWellFormed();
}
