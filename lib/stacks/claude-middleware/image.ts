import type { ContainerImage } from '../../kubernetes/container';
import { appVersion, matches, orElse, text } from '../../engine/template/operators';
import { choose } from '../../engine/template/tree';
import type { MiddlewareStack } from './values';

/**
 * The image, and when the node pulls it. Kubernetes takes only the tag `latest` for one that moves, and would leave
 * `middleware-latest` at what the node has.
 */
export function middlewareImage(stack: MiddlewareStack): ContainerImage {
  const { image } = stack.values;
  const tag = orElse(image.tag, text`middleware-${appVersion}`);
  const reference = stack.namedText('image', 'The image.', text`${image.repository}:${tag}`);
  const pulled = choose(matches(reference, /-v?[0-9]+[.][0-9]+[.][0-9]+$/), 'IfNotPresent', 'Always');
  return {
    image: reference,
    imagePullPolicy: stack.namedText(
      'imagePullPolicy',
      'When the node pulls the image: each time, unless the tag is that of a version.',
      choose(image.pullPolicy, image.pullPolicy, pulled),
    ),
  };
}
