/** A message from a spreadsheet, ready to become a suggestion. All texts are inert and within their limits. */
export interface ImportedSuggestion {
  /** The source's own number. Without one, `sha256:` and a digest of the row, which is as stable. */
  readonly sourceNumber: string;
  readonly title: string;
  readonly content: string;
  readonly collectedAt: Date;
  readonly constituentName?: string;
  readonly phone?: string;
  readonly reply?: ImportedReply;
  readonly supportCount: number;
  readonly opposeCount: number;
  readonly categoryName?: string;
  readonly urgency: 'NORMAL' | 'URGENT';
}

/** The answer a message had in its source. */
export interface ImportedReply {
  readonly text: string;
  /** Never before the message. */
  readonly repliedAt: Date;
  /** True where the source gives no date that can be right: `repliedAt` is then the message's own. */
  readonly isDateAssumed: boolean;
}
