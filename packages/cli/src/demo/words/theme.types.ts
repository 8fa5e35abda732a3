/** A text that fits both sides of a theme, or one for each side. */
export type BySide = string | readonly [string, string];

/** Which of the two things that people say of a theme. */
export type Side = 0 | 1;

/**
 * A matter that residents raise, in words, from two sides: what is said, done and planned belongs together by its place.
 * Places are filled in when it is used: `{town}` the town, `{place}` a village or community, `{road}` a road, `{n}` a small
 * number, `{months}` a number of months.
 */
export interface Theme {
  /** Code of the category, three levels deep. */
  readonly category: string;
  /** The matter as a noun, for replies: `您反映的{road}路面破损问题`. */
  readonly subject: string;
  readonly titles: readonly [string, string];
  readonly contents: readonly [string, string];
  /** What was done. */
  readonly done: readonly [string, string];
  /** What is planned. */
  readonly plan: BySide;
  /** Why it is as it is, or cannot be otherwise for now. */
  readonly limit: BySide;
  /** Why somebody is not satisfied with the reply. */
  readonly unhappy: BySide;
}
