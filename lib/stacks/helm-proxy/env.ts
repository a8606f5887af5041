import { userEnv } from '../../kubernetes/env';
import type { Ref } from '../../engine/template/expression';
import { joined, orElse } from '../../engine/template/operators';
import { choose, commented } from '../../engine/template/tree';
import { CONFIG_DIRECTORY, HOME_DIRECTORY, KUBECONFIG_DIRECTORY } from './config-map';
import type { Credentials } from './secret';
import type { proxyValues } from './values';

/** Environment variables that the stack sets or replaces by a value; users cannot set them in extraEnv. */
export const PROXY_VARIABLES = [
  'KUBECONFIG', 'HELM_REPOS', 'HELM_USERNAME', 'HELM_PASSWORD', 'HELM_DRIVER', 'PORT', 'LOG_LEVEL', 'ALLOWED_ORIGINS', 'HOME',
  'CONFIG_FILE',
] as const; // prettier-ignore

/** Environment variables of the container. */
export function proxyEnv({ config }: Ref<typeof proxyValues>, credentials: Credentials) {
  return [
    { name: 'HELM_REPOS', value: joined(config.helmRepos, ',') },
    credentials.env,
    {
      name: 'KUBECONFIG',
      value: choose(
        config.kubeconfigSecret,
        `${KUBECONFIG_DIRECTORY}/config`,
        `${CONFIG_DIRECTORY}/kubeconfig`,
      ),
    },
    commented(
      'An empty list would allow scripts of all origins (upstream, cors.go); none matches no origin.',
      {
        name: 'ALLOWED_ORIGINS',
        value: orElse(joined(config.allowedOrigins, ','), 'none'),
      },
    ),
    { name: 'HOME', value: HOME_DIRECTORY },
    userEnv(config.extraEnv),
  ];
}
