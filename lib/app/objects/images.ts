import type { KubernetesObject } from '../../engine/manifests/render';
import { at, describeObject, items } from '../../engine/release/objects';
import { scalarString } from '../../engine/values/merge';

/** An image, and who runs it. */
export interface ImageRow {
  readonly repository: string;
  /** @default '' - none is named, which is `latest` */
  readonly tag: string;
  /** @default '' - it is named by tag only */
  readonly digest: string;
  /**
   * How firmly it is named: a digest is always the same image, a version should be, and the image of a name such as `latest` changes.
   */
  readonly named: 'by digest' | 'by version' | 'by a moving tag';
  /** The IDs of the workloads. */
  readonly usedBy: readonly string[];
}

/** A tag that has a number in it is a version; another one is moved to each new image. */
const VERSION = /\d/;

/** The images of all containers, also of init containers and of Jobs, by their names. */
export function imageRows(objects: readonly KubernetesObject[]): readonly ImageRow[] {
  const users = new Map<string, Set<string>>();
  for (const object of objects)
    for (const image of imagesOf(object)) {
      users.set(image, (users.get(image) ?? new Set()).add(describeObject(object)));
    }
  return [...users]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([image, usedBy]) => ({ ...partsOf(image), usedBy: [...usedBy] }));
}

function imagesOf(object: KubernetesObject): readonly string[] {
  const pod =
    at(object, 'spec', 'template', 'spec') ?? at(object, 'spec', 'jobTemplate', 'spec', 'template', 'spec');
  return ['initContainers', 'containers']
    .flatMap((key) => items(at(pod, key)))
    .map((container) => scalarString(at(container, 'image')))
    .filter((image) => image !== '');
}

function partsOf(image: string): Omit<ImageRow, 'usedBy'> {
  const [name = '', digest = ''] = image.split('@');
  // A colon before a slash is that of a port.
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  const [repository, tag] = colon < 0 ? [name, ''] : [name.slice(0, colon), name.slice(colon + 1)];
  const named = digest !== '' ? 'by digest' : VERSION.test(tag) ? 'by version' : 'by a moving tag';
  return { repository, tag, digest, named };
}
