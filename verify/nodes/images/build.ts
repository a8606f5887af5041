import path from 'node:path';
import { CACHE } from '../../../tools/cache';
import { Blobs, type Blob } from './blobs';
import type { Image } from './image';
import { layerOf } from './layer';
import { imageFor } from './makers';
import { fullName, parseReference } from './reference';

export const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';

/** Where images are kept. What is in it is named after its content, so it never gets stale and can be deleted at any time. */
const IMAGES = path.resolve(CACHE, '../nodes/images');

/** Images that are ready to be served. */
export interface ImageStore {
  readonly blobs: Blobs;
  /** The manifests by the full names of the images. */
  readonly manifests: ReadonlyMap<string, BuiltImage>;
}

/** An image that is ready to be served. */
export interface BuiltImage {
  readonly manifest: Blob;
  /** The size of all its layers in bytes. */
  readonly size: number;
}

/**
 * Makes images, as far as they are not there yet. The same names give the same bytes.
 *
 * @param wanted names as manifests have them, such as `redis:7.4.6-alpine`
 * @param others images of names that the table in `makers.ts` does not have, or has otherwise
 * @param folder where they are kept
 * @throws Error when nothing is known that stands for one of the images
 */
export async function buildImages(
  wanted: readonly string[],
  others: Readonly<Record<string, Image>> = {},
  folder = IMAGES,
): Promise<ImageStore> {
  const blobs = new Blobs(folder);
  const manifests = new Map<string, BuiltImage>();
  for (const name of new Set([...wanted, ...Object.keys(others)])) {
    const image = others[name] ?? imageFor(name);
    manifests.set(fullName(parseReference(name)), await build(image, blobs));
  }
  return { blobs, manifests };
}

async function build(image: Image, blobs: Blobs): Promise<BuiltImage> {
  const layers: Blob[] = [];
  for (const files of image.layers) layers.push(await layerOf(files, blobs));
  const config = blobs.json(CONFIG, {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    config: {
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...(image.env ?? [])],
      WorkingDir: image.workingDir ?? '/',
      User: image.user ?? '',
      Entrypoint: image.entrypoint,
      Cmd: image.cmd,
    },
    rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) },
  });
  const manifest = blobs.json(MANIFEST, { schemaVersion: 2, mediaType: MANIFEST, config, layers });
  return { manifest, size: layers.reduce((sum, { size }) => sum + size, 0) };
}
