import type { Gateway } from '@lianxin/gateway';

/** In which turn of the event loop each document was prepared while something was under way. */
export async function turnsOfDocuments({ engine }: Gateway, work: () => Promise<unknown>): Promise<number[]> {
  let turns = 0;
  let open = true;
  const turn = (): void => {
    turns += 1;
    if (open) setImmediate(turn);
  };
  const seen: number[] = [];
  const prepare = engine.prepare.bind(engine);
  const spied = jest.spyOn(engine, 'prepare').mockImplementation((...given) => {
    seen.push(turns);
    return prepare(...given);
  });
  turn();
  try {
    await work();
  } finally {
    open = false;
    spied.mockRestore();
  }
  return seen;
}
