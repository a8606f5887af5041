import type { Expr } from '../../engine/template/expression';
import { appVersion, matches, or, orElse, text } from '../../engine/template/operators';
import { choose } from '../../engine/template/tree';
import type { ContainerImage } from '../../kubernetes/container';
import { imageOf } from '../../kubernetes/image';
import type { MiddlewareStack } from './values';

/** The tag of the image: an empty one means that of the chart's appVersion. */
export function middlewareTag({ tag }: { readonly tag: Expr<string> }): Expr<string> {
  return orElse(tag, text`middleware-${appVersion}`);
}

/**
 * Image and pull policy. The default of Kubernetes is Always only for the tag `latest`; with IfNotPresent a node would keep an
 * old `middleware-latest`.
 */
export function middlewareImage(stack: MiddlewareStack): ContainerImage {
  const { image } = stack.values;
  const fixed = or(image.digest, matches(middlewareTag(image), /-v?[0-9]+[.][0-9]+[.][0-9]+$/));
  return {
    image: imageOf(stack, 'image', image, text`middleware-${appVersion}`),
    imagePullPolicy: stack.namedString(
      'imagePullPolicy',
      'Image pull policy: IfNotPresent for a digest or a version tag, Always for any other.',
      choose(image.pullPolicy, image.pullPolicy, choose(fixed, 'IfNotPresent', 'Always')),
    ),
  };
}
