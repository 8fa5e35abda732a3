import { createHash } from 'node:crypto';
import { inertText } from '@lianxin/privacy';
import { cellText } from '../spreadsheet/cell-value.js';
import type { SpreadsheetRow } from '../spreadsheet/spreadsheet.js';
import type { WantedHeadings } from './find-headings.js';
import type { Columns } from './heading.js';
import { refuseRow, type RowRefusal } from './import-notice.js';
import { lengthFault, MAX_TITLE } from './text-limits.js';

/** The columns of a taxonomy (分类目录). */
export type CategoryField = 'level1' | 'level2' | 'level3';

/** A taxonomy needs its first two levels. */
export const categoryHeadings: WantedHeadings<CategoryField> = {
  names: {
    level1: { usual: ['一级分类', '一级标签', '一级类别', '一级'], weak: ['大类'] },
    level2: { usual: ['二级分类', '二级标签', '二级类别', '二级'], weak: ['中类'] },
    level3: { usual: ['三级分类', '三级标签', '三级类别', '三级'], weak: ['小类'] },
  },
  suffices: ({ level1, level2 }) => level1 !== undefined && level2 !== undefined,
  wanted: '一级分类 level 1, 二级分类 level 2, 三级分类 level 3',
};

/** One node of the tree. */
export interface ImportedCategory {
  /** Derived from the path, so that the same taxonomy has the same codes everywhere and in every run. */
  readonly code: string;
  readonly name: string;
  readonly level: 1 | 2 | 3;
  readonly parentCode: string | null;
  /** Names from the first level down. */
  readonly path: readonly string[];
}

/** The nodes that a row names, from the first level down to its own; or why it is refused. */
export type CategoryRow = { readonly ok: readonly ImportedCategory[] } | { readonly refused: RowRefusal };

/** Reads rows in their order: a blank cell means "same as above", as long as nothing to its left has changed. */
export function createCategoryRowReader(columns: Columns<CategoryField>): (row: SpreadsheetRow) => CategoryRow {
  let above: readonly string[] = [];
  return ({ cells, fault }) => {
    if (fault) return { refused: refuseRow('CELL_TOO_LARGE', { column: fault.column + 1 }) };
    const names = [columns.level1, columns.level2, columns.level3].map((column) =>
      column === undefined ? '' : inertText(cellText(cells[column]), {}),
    );
    const path = fillFromAbove(names, above);
    const gap = path.findIndex((name, at) => name === '' && path.slice(at).some((below) => below !== ''));
    if (gap !== -1) return { refused: refuseRow('CATEGORY_LEVEL_MISSING', { level: gap + 2 }) };
    const named = path.filter((name) => name !== '');
    if (named.length === 0) return { refused: refuseRow('TEXT_MISSING') };
    const tooLong = named.map((name) => lengthFault('分类', name, MAX_TITLE)).find((found) => found !== undefined);
    if (tooLong) return { refused: tooLong };
    above = named;
    return { ok: named.map((_, at) => categoryOf(named.slice(0, at + 1))) };
  };
}

/** The code of a path, such as `C-3F1A0B62C9D4`: 48 bits of its SHA-256. */
export function categoryCode(path: readonly string[]): string {
  return `C-${createHash('sha256').update(path.join('\0'), 'utf8').digest('hex').slice(0, 12).toUpperCase()}`;
}

function fillFromAbove(names: readonly string[], above: readonly string[]): string[] {
  const last = names.findLastIndex((name) => name !== '');
  let isUnchanged = true;
  return names.slice(0, last + 1).map((name, at) => {
    const filled = name === '' && isUnchanged ? (above[at] ?? '') : name;
    isUnchanged &&= filled === above[at];
    return filled;
  });
}

function categoryOf(path: readonly string[]): ImportedCategory {
  const level = path.length as 1 | 2 | 3;
  const parentCode = level === 1 ? null : categoryCode(path.slice(0, -1));
  return { code: categoryCode(path), name: path[level - 1] ?? '', level, parentCode, path };
}
