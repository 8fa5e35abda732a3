import { posix } from 'node:path';
import { isDateFormat } from './number-format.js';
import { SpreadsheetError } from './spreadsheet-error.js';
import { parseSmallXml, type XmlHandler } from './xml-stream.js';
import type { ZipArchive } from './zip-archive.js';

/** What a workbook says about itself, apart from its rows. */
export interface WorkbookParts {
  /** Sheets that are not hidden, in the order of their tabs. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly sharedStringsPart: string | undefined;
  /** Whether serial dates count from 1904, as old Macintosh workbooks do. */
  readonly isDate1904: boolean;
  /** By style number of a cell: whether its number format shows a date. */
  readonly dateStyles: readonly boolean[];
}

interface Relation {
  readonly type: string;
  readonly target: string;
}

/** Reads the small parts of a workbook. A zip that holds something else is refused with what it seems to be. */
export async function readWorkbookParts(zip: ZipArchive): Promise<WorkbookParts> {
  if (!zip.has('[Content_Types].xml') || !zip.has('_rels/.rels')) throw notAWorkbook(zip);
  const root = await readRelations(zip, '');
  const workbookPart = [...root.values()].find(({ type }) => type === 'officeDocument')?.target;
  if (workbookPart === undefined || !/workbook\w*\.xml$/i.test(workbookPart)) throw notAWorkbook(zip);
  const relations = await readRelations(zip, workbookPart);
  const partOf = (wanted: string) => [...relations.values()].find(({ type }) => type === wanted)?.target;

  const listed: { name: string; id: string }[] = [];
  let isDate1904 = false;
  await parseSmallXml(
    await zip.stream(workbookPart),
    onOpen((name, attributes) => {
      if (name === 'workbookPr') isDate1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet' || (attributes['state'] ?? 'visible') !== 'visible') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      listed.push({ name: attributes['name'] ?? '', id });
    }),
    workbookPart,
  );
  const sheets = listed.flatMap(({ name, id }) => {
    const relation = relations.get(id);
    return relation?.type === 'worksheet' ? [{ name, part: relation.target }] : [];
  });
  const stylesPart = partOf('styles');
  const hasStyles = stylesPart !== undefined && zip.has(stylesPart);
  const dateStyles = hasStyles ? await readDateStyles(zip, stylesPart) : [];
  return { sheets, sharedStringsPart: partOf('sharedStrings'), isDate1904, dateStyles };
}

/** The relations of a part by id; targets as names of parts, types by the last word of their address. */
async function readRelations(zip: ZipArchive, part: string): Promise<ReadonlyMap<string, Relation>> {
  const folder = posix.dirname(part);
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const relations = new Map<string, Relation>();
  if (!zip.has(name)) return relations;
  const handler = onOpen((tag, { Id = '', Type = '', Target = '', TargetMode }) => {
    if (tag !== 'Relationship' || TargetMode === 'External') return;
    const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
    relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target });
  });
  await parseSmallXml(await zip.stream(name), handler, name);
  return relations;
}

async function readDateStyles(zip: ZipArchive, part: string): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  let isInside = false;
  const handler: XmlHandler = {
    open: (name, { numFmtId = '0', formatCode }) => {
      if (name === 'numFmt' && formatCode !== undefined) codes.set(Number(numFmtId), formatCode);
      if (name === 'cellXfs') isInside = true;
      if (name === 'xf' && isInside) styles.push(isDateFormat(Number(numFmtId), codes.get(Number(numFmtId))));
    },
    text: () => undefined,
    close: (name) => {
      if (name === 'cellXfs') isInside = false;
    },
  };
  await parseSmallXml(await zip.stream(part), handler, part);
  return styles;
}

function onOpen(open: XmlHandler['open']): XmlHandler {
  return { open, text: () => undefined, close: () => undefined };
}

function notAWorkbook(zip: ZipArchive): SpreadsheetError {
  const isBinary = zip.has('xl/workbook.bin');
  const found = isBinary ? '.xlsb' : zip.has('word/document.xml') ? 'Word' : zip.has('content.xml') ? '.ods' : 'zip';
  return new SpreadsheetError('NOT_A_SPREADSHEET', { found });
}
