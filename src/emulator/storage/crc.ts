/** A running CRC: bytes go in, the value comes out as the big-endian bytes that S3 encodes. */
export interface Crc {
  update(bytes: Uint8Array): void;
  digest(): Buffer;
}

/** Castagnoli polynomial, reflected (RFC 3720 §12.1). */
const castagnoli = 0x82f63b78;
/** CRC-64/NVME polynomial, reflected (NVM Express base specification 2.0, 64 b CRC), as two halves. */
const nvmeHigh = 0x9a6c9329;
const nvmeLow = 0xac4bc9b5;

/** CRC-32C: check value of `123456789` is e3069283. */
export function createCrc32c(): Crc {
  const table = new Uint32Array(256).map((_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ castagnoli : value >>> 1;
    return value;
  });
  let crc = 0xffffffff;
  return {
    update(bytes) {
      for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
    },
    digest() {
      const out = Buffer.alloc(4);
      out.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
      return out;
    },
  };
}

/** CRC-64/NVME in two 32-bit halves: check value of `123456789` is ae8b14860a799888. */
export function createCrc64Nvme(): Crc {
  const high = new Uint32Array(256);
  const low = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte += 1) {
    let [h, l] = [0, byte];
    for (let bit = 0; bit < 8; bit += 1) {
      const odd = (l & 1) === 1;
      l = (l >>> 1) | (h << 31);
      h >>>= 1;
      if (odd) [h, l] = [h ^ nvmeHigh, l ^ nvmeLow];
    }
    high[byte] = h;
    low[byte] = l;
  }
  let crcHigh = 0xffffffff;
  let crcLow = 0xffffffff;
  return {
    update(bytes) {
      for (const byte of bytes) {
        const at = (crcLow ^ byte) & 0xff;
        crcLow = ((crcLow >>> 8) | (crcHigh << 24)) ^ (low[at] ?? 0);
        crcHigh = (crcHigh >>> 8) ^ (high[at] ?? 0);
      }
    },
    digest() {
      const out = Buffer.alloc(8);
      out.writeUInt32BE((crcHigh ^ 0xffffffff) >>> 0, 0);
      out.writeUInt32BE((crcLow ^ 0xffffffff) >>> 0, 4);
      return out;
    },
  };
}
