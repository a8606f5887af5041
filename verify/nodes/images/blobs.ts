import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

/** How a manifest refers to some bytes. */
export const Descriptor = z.object({ mediaType: z.string(), digest: z.string(), size: z.number() });

/** Some bytes, as a manifest refers to them. */
export type Blob = Readonly<z.infer<typeof Descriptor>>;

/** A folder in which bytes are named after their digest, and which knows what was made from what. */
export class Blobs {
  constructor(private readonly folder: string) {
    for (const part of ['sha256', 'made']) mkdirSync(path.join(folder, part), { recursive: true });
  }

  /** The file with some bytes, which need not be there. */
  file(digest: string): string {
    return path.join(this.folder, digest.replace(':', '/'));
  }

  /** Keeps a JSON document. */
  json(mediaType: string, content: unknown): Blob {
    const bytes = JSON.stringify(content);
    const blob = { mediaType, digest: `sha256:${sha256(bytes)}`, size: Buffer.byteLength(bytes) };
    replace(this.file(blob.digest), bytes);
    return blob;
  }

  /**
   * What a description gives, which is made unless it was before.
   *
   * @param description all that the bytes depend on
   */
  async remember(description: unknown, mediaType: string, make: () => AsyncIterable<Buffer>): Promise<Blob> {
    const made = path.join(this.folder, 'made', sha256(JSON.stringify(description)));
    if (existsSync(made)) {
      const known = Descriptor.parse(JSON.parse(readFileSync(made, 'utf8')));
      if (existsSync(this.file(known.digest))) return known;
    }
    const blob = await this.write(mediaType, make());
    replace(made, JSON.stringify(blob));
    return blob;
  }

  private async write(mediaType: string, bytes: AsyncIterable<Buffer>): Promise<Blob> {
    const unfinished = path.join(this.folder, randomUUID());
    const digest = createHash('sha256');
    let size = 0;
    const meter = new Transform({
      transform(chunk: Buffer, _, done) {
        digest.update(chunk);
        size += chunk.length;
        done(null, chunk);
      },
    });
    await pipeline(bytes, meter, createWriteStream(unfinished));
    const blob = { mediaType, digest: `sha256:${digest.digest('hex')}`, size };
    renameSync(unfinished, this.file(blob.digest));
    return blob;
  }
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Writes a file that nobody sees half of. */
function replace(file: string, content: string): void {
  const unfinished = `${file}.${randomUUID()}`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, file);
}
