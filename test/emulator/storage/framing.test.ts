import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAwsChunked } from '../../../src/emulator/storage/aws-chunked.js';
import { createDigest } from '../../../src/emulator/storage/checksums.js';
import { readRange } from '../../../src/emulator/storage/object-range.js';
import { xmlDocument, xmlElements, xmlText } from '../../../src/emulator/storage/xml.js';
import { anyText } from '../../any-text.js';

async function decode(
  pieces: readonly Buffer[],
): Promise<{ readonly bytes: Buffer; readonly trailers: Map<string, string> }> {
  async function* source(): AsyncGenerator<Buffer> {
    yield* pieces;
  }
  const trailers = new Map<string, string>();
  const out: Buffer[] = [];
  for await (const chunk of decodeAwsChunked(source(), trailers)) out.push(chunk);
  return { bytes: Buffer.concat(out), trailers };
}

describe('aws-chunked', () => {
  it('is decoded the same wherever the network cuts it', async () => {
    const chunk = fc.uint8Array({ minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(chunk, { maxLength: 6 }),
        fc.array(fc.nat(9), { minLength: 1 }),
        async (chunks, cuts) => {
          const framed = Buffer.concat([
            ...chunks.flatMap((bytes, at) => [
              Buffer.from(`${bytes.length.toString(16)}${at % 2 === 0 ? '' : ';chunk-signature=ab'}\r\n`),
              bytes,
              Buffer.from('\r\n'),
            ]),
            Buffer.from('0\r\nX-Amz-Checksum-CRC32:AAAA\r\n\r\n'),
          ]);
          const pieces: Buffer[] = [];
          for (let at = 0, cut = 0; at < framed.length; cut += 1) {
            const length = 1 + (cuts[cut % cuts.length] ?? 0);
            pieces.push(framed.subarray(at, at + length));
            at += length;
          }
          const { bytes, trailers } = await decode(pieces);
          expect(bytes.equals(Buffer.concat(chunks))).toBe(true);
          expect(trailers.get('x-amz-checksum-crc32')).toBe('AAAA');
        },
      ),
    );
  });

  it('is refused where it ends early, has no frames, or a line without end', async () => {
    for (const text of [
      '5\r\nab',
      '5\r\nabcdeXX\r\n0\r\n\r\n',
      'hello\r\n',
      '5\r\nabcde\r\n',
      'a'.repeat(10_000),
    ])
      await expect(decode([Buffer.from(text)]), text.slice(0, 20)).rejects.toThrow();
  });
});

describe('checksums', () => {
  // Check values of `123456789`: the catalogue of parametrised CRC algorithms (CRC-32/ISO-HDLC, CRC-32/ISCSI, CRC-64/NVME).
  it.each([
    ['crc32', 'cbf43926'],
    ['crc32c', 'e3069283'],
    ['crc64nvme', 'ae8b14860a799888'],
  ] as const)('%s has its check value, in one piece or many', (algorithm, expected) => {
    const digest = createDigest(algorithm);
    for (const piece of ['1', '2345', '', '6789']) digest.update(Buffer.from(piece));
    expect(digest.digest().toString('hex')).toBe(expected);
  });

  it('crc32 agrees with zlib', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const digest = createDigest('crc32');
        digest.update(bytes);
        expect(digest.digest().readUInt32BE()).toBe(crc32(bytes));
      }),
    );
  });
});

describe('ranges', () => {
  it('lie inside the object whatever is asked', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.option(fc.nat(30)), fc.option(fc.nat(30)), (bytes, from, to) => {
        const range = readRange(`bytes=${from ?? ''}-${to ?? ''}`, bytes);
        if (range.state !== 'part') return;
        expect(range.first).toBeGreaterThanOrEqual(0);
        expect(range.last).toBeLessThan(bytes);
        expect(range.last).toBeGreaterThanOrEqual(range.first);
      }),
    );
  });

  it.each([
    ['bytes=0-0', { state: 'part', first: 0, last: 0 }],
    ['bytes=-3', { state: 'part', first: 7, last: 9 }],
    ['bytes=-0', { state: 'unsatisfiable' }],
    ['bytes=5-2', { state: 'whole' }],
    ['bytes=1-2,4-5', { state: 'whole' }],
    ['items=1-2', { state: 'whole' }],
  ])('%s of ten bytes', (header, expected) => expect(readRange(header, 10)).toEqual(expected));
});

describe('XML', () => {
  it('gives the elements of a name, and of no longer name', () => {
    const document = '<A><Part id="1">x</Part><PartNumber>2</PartNumber><Part\n>y</Part></A>';
    expect(xmlElements(document, 'Part')).toEqual(['x', 'y']);
    expect(xmlElements(document, 'PartNumber')).toEqual(['2']);
  });

  it.each(['<Part>', '<Part', '<PartNumber></PartNumber>'])(
    'is read once, however often %s opens',
    (open) => {
      // Looked at again from every opening, 2 MB would take minutes.
      expect(xmlElements(open.repeat(2_000_000 / open.length), 'Part')).toEqual([]);
    },
  );

  it('carries any text that XML can carry there and back', () => {
    const text = anyText().filter((value) => !/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(value));
    fc.assert(
      fc.property(text, (value) => {
        expect(xmlText(xmlDocument('Doc', { Key: value }), 'Key')).toBe(value);
      }),
    );
  });
});
