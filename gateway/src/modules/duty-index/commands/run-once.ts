import { keyedCommands } from '../../keyed-commands.js';

export type { CommandOutcome, KeyedCommand, StoredRow } from '../../keyed-commands.js';

/** Runs a command of the duty index at most once for its key. */
export const runOnce = keyedCommands('duty_index');
