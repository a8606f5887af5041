import { appVersion, matches, orElse, text } from '../../engine/template/operators';
import { choose } from '../../engine/template/tree';
import type { ContainerImage } from '../../kubernetes/container';
import type { MiddlewareStack } from './values';

/**
 * Image and pull policy. The default of Kubernetes is Always only for the tag `latest`; with IfNotPresent a node would keep an
 * old `middleware-latest`.
 */
export function middlewareImage(stack: MiddlewareStack): ContainerImage {
  const { image } = stack.values;
  const tag = orElse(image.tag, text`middleware-${appVersion}`);
  const reference = stack.namedString('image', 'Image reference.', text`${image.repository}:${tag}`);
  const defaultPolicy = choose(matches(reference, /-v?[0-9]+[.][0-9]+[.][0-9]+$/), 'IfNotPresent', 'Always');
  return {
    image: reference,
    imagePullPolicy: stack.namedString(
      'imagePullPolicy',
      'Image pull policy: IfNotPresent for a version tag, Always for any other.',
      choose(image.pullPolicy, image.pullPolicy, defaultPolicy),
    ),
  };
}
