import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, describeObject, identityOf, items } from '../../../engine/release/objects';
import { scalarString } from '../../../engine/values/merge';
import type { Sides } from './effect';

/** A database whose software has another version on the same data. */
interface ChangedImage {
  readonly of: string;
  readonly sentence: string;
  readonly before: string;
  readonly after: string;
}

/** What keeps data in files of its version's form; by the names of images. */
const DATABASES = /(^|\/)(mysql|mariadb|percona|postgres|postgresql|redis|valkey|mongo|mongodb)(:|@|$)/;

/** Databases whose version changes in more than the last number: with newer files older software does not start. */
export function changedDatabaseImages({ before, after }: Sides): readonly ChangedImage[] {
  const old = new Map(before.filter(keepsData).map((object) => [identityOf(object), object]));
  return after.filter(keepsData).flatMap((object) => {
    const counterpart = old.get(identityOf(object));
    return counterpart === undefined ? [] : changesOf(counterpart, object);
  });
}

function keepsData(object: KubernetesObject): boolean {
  return (
    items(at(object, 'spec', 'volumeClaimTemplates')).length > 0 ||
    items(at(object, 'spec', 'template', 'spec', 'volumes')).some(
      (volume) => at(volume, 'persistentVolumeClaim') !== undefined,
    )
  );
}

function changesOf(before: KubernetesObject, after: KubernetesObject): readonly ChangedImage[] {
  const old = imagesOf(before);
  return [...imagesOf(after)].flatMap(([container, image]) => {
    const previous = old.get(container);
    if (previous === undefined || !DATABASES.test(image) || series(previous) === series(image)) return [];
    const direction = isOlder(image, previous)
      ? `${image} is older than ${previous}, and may not start on the files that this one has written`
      : `${image} may change the files of ${previous}, which then does not start on them`;
    return [
      {
        of: describeObject(after),
        sentence: `${direction}. Make a backup before you apply.`,
        before: previous,
        after: image,
      },
    ];
  });
}

function imagesOf(object: KubernetesObject): ReadonlyMap<string, string> {
  return new Map(
    items(at(object, 'spec', 'template', 'spec', 'containers')).map((container) => [
      scalarString(at(container, 'name')),
      scalarString(at(container, 'image')),
    ]),
  );
}

/** Repository and version without the last number: `mysql:8.0` of `mysql:8.0.43`. */
function series(image: string): string {
  const { repository, version } = partsOf(image);
  return `${repository}:${version.split('.').slice(0, 2).join('.')}`;
}

function partsOf(image: string): { readonly repository: string; readonly version: string } {
  const [, repository = image, version = ''] = /^(.+?)(?::([^:/@]*))?(?:@.*)?$/.exec(image) ?? [];
  return { repository, version };
}

function isOlder(image: string, other: string): boolean {
  const numbers = (text: string) => (/^[\d.]+/.exec(partsOf(text).version)?.[0] ?? '').split('.').map(Number);
  const [mine, others] = [numbers(image), numbers(other)];
  const index = mine.findIndex((number, place) => number !== others[place]);
  return index >= 0 && (mine[index] ?? 0) < (others[index] ?? 0);
}
