import { writeFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';

/** A part of an archive: its name and its content. */
export type Part = readonly [name: string, content: string | Buffer];

/** Writes a zip with exactly these parts, so that a test can have any workbook, a wrong one too. */
export function writeZip(path: string, parts: readonly Part[], flags = 0): void {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [partName, content] of parts) {
    const name = Buffer.from(partName);
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(plain), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(plain.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const entry = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, name, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), fields, rest, name]));
    local.push(entry);
    offset += entry.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  writeFileSync(path, Buffer.concat([...local, directory, Buffer.from('PK\u0005\u0006'), end]));
}

/** The parts of a workbook that vary from test to test, as inner XML. */
export interface WorkbookXml {
  /** Inside `<sheetData>`. */
  readonly rows: string;
  /** Inside `<sst>`; without it the workbook has no shared strings. */
  readonly sharedStrings?: string;
  /** Inside `<styleSheet>`. */
  readonly styles?: string;
  /** Inside `<workbook>`, before the sheets. */
  readonly workbook?: string;
  /** More sheets in front of the one with the rows, each with the state given. */
  readonly before?: readonly { readonly name: string; readonly state: string; readonly rows: string }[];
}

const ooxml = 'http://schemas.openxmlformats.org';
const main = `xmlns="${ooxml}/spreadsheetml/2006/main" xmlns:r="${ooxml}/officeDocument/2006/relationships"`;
const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${ooxml}/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
const relations = (list: string) =>
  `<Relationships xmlns="${ooxml}/package/2006/relationships">${list}</Relationships>`;

/** The parts of a workbook whose first visible sheet is 留言. */
export function workbookParts({ rows, sharedStrings, styles, workbook = '', before = [] }: WorkbookXml): Part[] {
  const sheets = [...before, { name: '留言', state: 'visible', rows }];
  const listed = sheets.map(
    ({ name, state }, at) => `<sheet name="${name}" sheetId="${at + 1}" state="${state}" r:id="s${at}"/>`,
  );
  const parts: Part[] = [
    ['[Content_Types].xml', '<Types/>'],
    ['_rels/.rels', relations(relation('r1', 'officeDocument', 'xl/workbook.xml'))],
    ['xl/workbook.xml', `<workbook ${main}>${workbook}<sheets>${listed.join('')}</sheets></workbook>`],
    [
      'xl/_rels/workbook.xml.rels',
      relations(
        sheets.map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('') +
          relation('st', 'styles', 'styles.xml') +
          relation('ss', 'sharedStrings', '/xl/sharedStrings.xml'),
      ),
    ],
  ];
  for (const [at, sheet] of sheets.entries()) {
    const xml = `<worksheet ${main}><sheetData>${sheet.rows}</sheetData></worksheet>`;
    parts.push([`xl/worksheets/sheet${at + 1}.xml`, xml]);
  }
  if (styles !== undefined) parts.push(['xl/styles.xml', `<styleSheet ${main}>${styles}</styleSheet>`]);
  if (sharedStrings !== undefined) parts.push(['xl/sharedStrings.xml', `<sst ${main}>${sharedStrings}</sst>`]);
  return parts;
}
