/** What a run ends with: a table for the terminal, figures and a plot for the results folder. */
export interface Report {
  /** In the names of its files. */
  readonly name: string;
  /** How it was measured, where that is not so many sockets and rounds of so many seconds. */
  readonly conditions?: string;
  readonly table: string;
  readonly figures: object;
  plot(conditions: string): string;
}

/** A ratio, or a dash where one side did not take part. */
export const ratioText = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '–' : value.toFixed(2);
