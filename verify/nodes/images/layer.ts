import { createReadStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { pack, type Pack } from 'tar-stream';
import type { Blob, Blobs } from './blobs';
import type { Entry, Files } from './image';

export const LAYER = 'application/vnd.oci.image.layer.v1.tar';

/**
 * Makes a layer: a tar that has the same bytes wherever and whenever it is made of the same files. It is not compressed, as it goes
 * from one process to another on the same machine.
 */
export async function layerOf(files: Files, blobs: Blobs): Promise<Blob> {
  return blobs.remember(['layer', described(files)], LAYER, () => tar(files));
}

/** What the layer is made from, without reading it: files of the cache are never changed in place. */
function described(files: Files): unknown {
  return sorted(files).map(([path, entry]) => {
    if (entry.kind !== 'file') return [path, entry];
    const { size, mtimeMs } = statSync(entry.source);
    return [path, entry, size, mtimeMs];
  });
}

/** What tar-stream asks to be told of an entry. */
type Header = Parameters<Pack['entry']>[0];

function tar(files: Files): AsyncIterable<Buffer> {
  const archive = pack();
  void add(archive, files).then(
    () => archive.finalize(),
    (error: unknown) => archive.destroy(error as Error),
  );
  // tar-stream has no types for what it gives: always buffers.
  return archive as AsyncIterable<unknown> as AsyncIterable<Buffer>;
}

async function add(archive: Pack, files: Files): Promise<void> {
  for (const [name, entry] of sorted(files)) {
    const { uid, gid } = entry.owner ?? { uid: 0, gid: 0 };
    const header = { name, uid, gid, mode: modeOf(entry), mtime: new Date(0) };
    if (entry.kind === 'file') await addFile(archive, header, entry.source);
    else await addSmall(archive, header, entry);
  }
}

async function addFile(archive: Pack, header: Header, source: string): Promise<void> {
  const target = archive.entry({ ...header, size: statSync(source).size });
  await pipeline(createReadStream(source), target);
}

function addSmall(archive: Pack, header: Header, entry: Exclude<Entry, { kind: 'file' }>): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error | null) => (error ? reject(error) : resolve());
    if (entry.kind === 'text') archive.entry(header, entry.text, done);
    else if (entry.kind === 'link')
      archive.entry({ ...header, type: 'symlink', linkname: entry.target }, done);
    else archive.entry({ ...header, name: `${header.name}/`, type: 'directory' }, done);
  });
}

function modeOf(entry: Entry): number {
  if (entry.kind === 'link') return 0o777;
  return entry.mode ?? (entry.kind === 'text' ? 0o644 : 0o755);
}

/**
 * The entries by their paths, so that each folder comes before what is in it. Folders above that are not named are not in the layer: it
 * would change those that a layer below has with rights of their own, such as /tmp.
 */
function sorted(files: Files): readonly (readonly [string, Entry])[] {
  return Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
}
