import { keyedCommands } from '../keyed-commands.js';

/** Runs a command about schemes at most once for its key. */
export const runOnce = keyedCommands('duty_schemes');
