import { hasKey, not } from '../../engine/template/operators';
import { when, type Tree } from '../../engine/template/tree';
import type { ProxyStack } from './values';

/** Annotation that raises the NGINX Ingress controller's limit of the request body to that of the application; the user's annotation wins. */
export function bodySize(annotations: ProxyStack['values']['ingress']['annotations']): Tree {
  const key = 'nginx.ingress.kubernetes.io/proxy-body-size';
  // Upstream, config.go, MaxBodySize.
  return { [key]: when(not(hasKey(annotations, key)), '10m') };
}
