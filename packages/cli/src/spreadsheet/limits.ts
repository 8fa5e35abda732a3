/**
 * What a hostile or mistaken file may cost. Nothing here depends on the size of the file: memory is bounded by these, and
 * a legitimate sheet of any length stays under them.
 */
export const limits = {
  /** A cell over this many characters makes its row unreadable. Excel itself allows 32,767. */
  cellCharacters: 1_000_000,
  /** All cells of one row together. */
  rowCharacters: 4_000_000,
  /** Columns from here on are not read. */
  columns: 512,
  /**
   * A run of text inside XML is cut at this length before the parser collects it. So much longer than a cell because a
   * character may be written in a dozen (`&#x1F3E0;`): what is cut here is too long for a cell in any case.
   */
  xmlTextRun: 16_000_000,
  /** Parts that are read whole: relations, the list of sheets, number formats. */
  smallPartBytes: 32 * 1024 * 1024,
  /** A part that is streamed, unpacked. */
  streamedPartBytes: 8 * 1024 ** 3,
  /** Parts in a workbook. */
  zipEntries: 10_000,
  /** A part larger than `bombBytes` that was packed tighter than this was made to fill a disk, not to be read. */
  bombRatio: 600,
  bombBytes: 64 * 1024 * 1024,
  /** A CSV record over this size means that a quotation mark was never closed. */
  csvRecordBytes: 16 * 1024 * 1024,
} as const;
