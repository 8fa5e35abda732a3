import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { limits } from './limits.js';
import { brokenFile, SpreadsheetError } from './spreadsheet-error.js';
import { createTextRunLimit } from './text-run-limit.js';

/** Called while a part is parsed. Names come without their namespace prefix. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/**
 * Parses a part as it is unpacked and pauses after each chunk, giving the bytes parsed so far: the caller drains there
 * what its handler has collected. Document types and their entities are not followed.
 */
export async function* parseXml(stream: Readable, handler: XmlHandler, part: string): AsyncGenerator<number> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('opentag', (tag) => handler.open(localName(tag.name), tag.attributes));
  parser.on('closetag', (tag) => handler.close(localName(tag.name)));
  parser.on('text', (text) => handler.text(text));
  parser.on('cdata', (text) => handler.text(text));
  const limit = createTextRunLimit(limits.xmlTextRun);
  let decoder: TextDecoder | undefined;
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      decoder ??= decoderFor(chunk);
      bytes += chunk.length;
      parser.write(limit(decoder.decode(chunk, { stream: true })));
      yield bytes;
    }
    parser.write(limit(decoder?.decode() ?? '')).close();
  } catch (error) {
    throw brokenFile(error, part);
  } finally {
    stream.destroy();
  }
  yield bytes;
}

/** Parses a part that is small by nature, to its end. */
export async function parseSmallXml(stream: Readable, handler: XmlHandler, part: string): Promise<void> {
  for await (const bytes of parseXml(stream, handler, part)) {
    if (bytes > limits.smallPartBytes) throw new SpreadsheetError('SUSPICIOUS_FILE', { part });
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Office programs write UTF-8; the format allows UTF-16 too, with its byte order mark. */
function decoderFor(first: Buffer): TextDecoder {
  if (first[0] === 0xff && first[1] === 0xfe) return new TextDecoder('utf-16le');
  if (first[0] === 0xfe && first[1] === 0xff) return new TextDecoder('utf-16be');
  return new TextDecoder('utf-8');
}
