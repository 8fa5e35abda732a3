import { crashRun } from './crash-run.js';
import { crashOptions } from './options.js';

const say = (text: string): void => console.log(text);
const stopping = new AbortController();
// The round under way comes to its end and everything is stopped; a second signal ends us as it always does.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
const { faults, summary } = await crashRun(crashOptions(process.argv.slice(2)), say, stopping.signal);
say(summary);
process.exitCode = faults.length === 0 ? 0 : 1;
