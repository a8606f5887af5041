import { createHash } from 'node:crypto';
import { gzipSync } from 'fflate';
import { pack } from 'tar-stream';
import type { Files } from './chart-files';

/** Files as one, such as a chart as `helm package` makes it. */
export interface Archive {
  readonly content: Uint8Array;
  /** The SHA-256 of the content, in hexadecimal digits. */
  readonly sha256: string;
}

// A fixed time, owner and mode: what is packed decides the bytes, not when, where or by whom.
const EPOCH = new Date(0);

/** What `.helmignore` leaves out of a package: the values of environments are nobody else's. */
const IGNORED = /^values-[^/]+\.yaml$/;

/** Packs a chart so that the same files give the same bytes on any machine. */
export function packageChart(name: string, files: Files): Promise<Archive> {
  const packed = [...files].filter(([file]) => !IGNORED.test(file));
  return packFiles(new Map(packed.map(([file, content]) => [`${name}/${file}`, content])));
}

/** Packs files as a gzipped archive, the same bytes on any machine. */
export async function packFiles(files: Files): Promise<Archive> {
  const archive = pack();
  for (const path of [...files.keys()].sort(byBytes))
    archive.entry(
      { name: path, mtime: EPOCH, mode: 0o644, uid: 0, gid: 0, type: 'file' },
      files.get(path) ?? '',
    );
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) chunks.push(chunk as Uint8Array);
  // Node's own zlib is built differently for different processors; a compressor in JavaScript is the same everywhere.
  const content = gzipSync(Buffer.concat(chunks), { level: 6, mtime: EPOCH });
  return { content, sha256: createHash('sha256').update(content).digest('hex') };
}

/** The Chart.yaml of a chart goes first, where Helm looks for it first; the rest in the order of the bytes, whatever the locale. */
function byBytes(a: string, b: string): number {
  const [isFirst, otherIsFirst] = [a, b].map((path) => /^[^/]+\/Chart\.yaml$/.test(path));
  if (isFirst !== otherIsFirst) return isFirst === true ? -1 : 1;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
