import { hasKey, not } from '../../engine/template/operators';
import { when, type Tree } from '../../engine/template/tree';
import type { ProxyStack } from './values';

/** The annotation by which the NGINX Ingress controller takes requests as large as the software does; one of the user's wins. */
export function bodySize(annotations: ProxyStack['values']['ingress']['annotations']): Tree {
  const key = 'nginx.ingress.kubernetes.io/proxy-body-size';
  // Upstream, config.go, MaxBodySize.
  return { [key]: when(not(hasKey(annotations, key)), '10m') };
}
