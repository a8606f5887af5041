import type { Expr, Ref } from '../engine/template/expression';
import { appVersion, orElse, text } from '../engine/template/operators';
import { entry, list, section } from '../engine/values/collections';
import { requiredName } from '../engine/values/names';
import { imageRepository, imageTag, oneOf, requiredImageTag } from '../engine/values/scalars';

/** The values of an image. */
export function imageValues(
  { repository, tag }: { readonly repository: string; readonly tag: string },
  description: string,
) {
  return section(description, {
    repository: imageRepository(repository, 'Image repository, without tag.'),
    tag: imageTag(tag, tag === '' ? "Image tag; empty for the chart's appVersion." : 'Image tag.'),
    pullPolicy: oneOf('IfNotPresent', 'Image pull policy.', ['IfNotPresent', 'Always', 'Never']),
  });
}

/** The values of an image of other software than the chart's, whose tag has nothing to do with the chart's appVersion. */
export function pinnedImageValues(
  { repository, tag }: { readonly repository: string; readonly tag: string },
  description: string,
) {
  const { fields } = imageValues({ repository, tag }, description).shape;
  return section(description, { ...fields, tag: requiredImageTag(tag, 'Image tag.') });
}

/** The values of an image, as references. */
export type Image = Ref<ReturnType<typeof imageValues>>;

/** The full reference of an image; an empty tag means the chart's appVersion. */
export function imageOf(image: Pick<Image, 'repository' | 'tag'>): Expr<string> {
  return text`${image.repository}:${orElse(image.tag, appVersion)}`;
}

/** The full reference of an image that always has a tag. */
export function pinnedImageOf({ repository, tag }: Pick<Image, 'repository' | 'tag'>): Expr<string> {
  return text`${repository}:${tag}`;
}

/** The value with the Secrets for pulling images. */
export const imagePullSecretsValue = list(
  [],
  'Secrets for pulling images from private registries.',
  entry('A Secret of type kubernetes.io/dockerconfigjson.', { name: requiredName('Name of the Secret.') }),
);
