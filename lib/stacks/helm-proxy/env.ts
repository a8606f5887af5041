import { userEnv } from '../../kubernetes/env';
import type { Ref } from '../../engine/template/expression';
import { joined, orElse } from '../../engine/template/operators';
import { choose } from '../../engine/template/tree';
import { HOME_FOLDER, KUBECONFIG_FOLDER, SETTINGS_FOLDER } from './config-map';
import type { Credentials } from './secret';
import type { proxyValues } from './values';

/** The environment variables that the stack sets, or for which it has another way; a user cannot set them a second time. */
export const PROXY_VARIABLES = [
  'KUBECONFIG', 'HELM_REPOS', 'HELM_USERNAME', 'HELM_PASSWORD', 'HELM_DRIVER', 'PORT', 'LOG_LEVEL', 'ALLOWED_ORIGINS', 'HOME',
  'CONFIG_FILE',
] as const; // prettier-ignore

/** The environment variables of the container. */
export function proxyEnv({ config }: Ref<typeof proxyValues>, credentials: Credentials) {
  return [
    { name: 'HELM_REPOS', value: joined(config.helmRepos, ',') },
    credentials.env,
    {
      name: 'KUBECONFIG',
      value: choose(config.kubeconfigSecret, `${KUBECONFIG_FOLDER}/config`, `${SETTINGS_FOLDER}/kubeconfig`),
    },
    // Where it is empty the software lets the scripts of any web page in (upstream, cors.go); no page's origin is `none`.
    { name: 'ALLOWED_ORIGINS', value: orElse(joined(config.allowedOrigins, ','), 'none') },
    { name: 'HOME', value: HOME_FOLDER },
    userEnv(config.extraEnv),
  ];
}
