import { SingleBar } from 'cli-progress';

/** Shows how far long work has come. */
export interface Progress {
  /** @param share 0 to 1 */
  at(share: number, label: string): void;
  /** May be called again. */
  end(): void;
}

const scale = 1000;

/** A bar on a terminal; nothing where the output goes to a file or a pipe. */
export function progressBar(title: string, stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { at: () => undefined, end: () => undefined };
  const bar = new SingleBar({
    stream,
    format: `  ${title} {bar} {percentage}% {label}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    barsize: 30,
  });
  bar.start(scale, 0, { label: '' });
  // Also when the program ends in the middle: a terminal must get its cursor back.
  const end = (): void => {
    process.off('exit', end);
    bar.stop();
  };
  process.once('exit', end);
  return { at: (share, label) => bar.update(Math.round(Math.min(1, share) * scale), { label }), end };
}
