import { crashRun } from './crash-run.js';
import { crashOptions } from './options.js';

const say = (text: string): void => console.log(text);
const { faults, summary } = await crashRun(crashOptions(process.argv.slice(2)), say);
say(summary);
process.exitCode = faults.length === 0 ? 0 : 1;
