/** An entity reference such as `&amp;` or `&#x1F600;` is at most this long. */
const ENTITY_LENGTH = 12;

/**
 * Cuts runs of text between two tags before the XML parser sees them: the parser collects a run whole, so that one
 * gigantic cell would fill the memory. Works on the chunks of a stream; a chunk is the precision of the cut. Nobody is
 * told: the limit is to be so high that whoever collects the text finds the rest of it too long as well.
 */
export function createTextRunLimit(limit: number): (chunk: string) => string {
  let run = 0;
  let tail = '';
  return (chunk) => {
    let kept = '';
    let from = 0;
    while (from < chunk.length) {
      const tag = chunk.indexOf('<', from);
      const to = tag === -1 ? chunk.length : tag;
      const piece = run < limit ? chunk.slice(from, to) : restOfEntity(tail, chunk.slice(from, to));
      tail = (tail + piece).slice(-ENTITY_LENGTH);
      run += piece.length;
      kept += piece;
      if (tag === -1) break;
      kept += '<';
      tail = '';
      run = 0;
      from = tag + 1;
    }
    return kept;
  };
}

/** What of a piece still belongs to an entity that was cut between two chunks. */
function restOfEntity(tail: string, piece: string): string {
  const open = tail.lastIndexOf('&');
  if (open === -1 || tail.includes(';', open)) return '';
  const end = piece.indexOf(';');
  return piece.slice(0, end === -1 ? ENTITY_LENGTH : Math.min(end + 1, ENTITY_LENGTH));
}
