/** How many made-up histories are looked at: a hundred in CI, each in two orders, `DUTY_INDEX_HISTORIES=10000` for a long run. */
export const histories = Number(process.env['DUTY_INDEX_HISTORIES'] ?? 100);

/** The first of them; a seed that failed is looked at alone by `DUTY_INDEX_SEED=… DUTY_INDEX_HISTORIES=1`. */
export const firstSeed = Number(process.env['DUTY_INDEX_SEED'] ?? 1);
