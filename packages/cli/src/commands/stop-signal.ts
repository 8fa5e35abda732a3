/** Resolves at the first SIGINT or SIGTERM. A second one ends the program at once: somebody is in a hurry. */
export function stopSignal(onSecond: () => void): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let asked = false;
    const handle = (signal: NodeJS.Signals): void => {
      if (asked) onSecond();
      asked = true;
      resolve(signal);
    };
    process.on('SIGINT', handle);
    process.on('SIGTERM', handle);
  });
}
