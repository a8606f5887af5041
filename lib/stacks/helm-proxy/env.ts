import { joined, orElse } from '../../engine/template/operators';
import { choose, commented } from '../../engine/template/tree';
import { withUserEnv, type Env } from '../../kubernetes/env';
import { CONFIG_DIRECTORY, HOME_DIRECTORY, KUBECONFIG_DIRECTORY } from './config-map';
import type { Credentials } from './secret';
import type { ProxyStack } from './values';

// The software has them, and the stack sets what they stand for in another way: by the configuration file and by arguments.
const REPLACED = ['HELM_DRIVER', 'PORT', 'LOG_LEVEL', 'CONFIG_FILE'];

/** Environment variables of the container. */
export function proxyEnv(stack: ProxyStack, credentials: Credentials) {
  const { config } = stack.values;
  const env: Env[] = [
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
  ];
  return withUserEnv(stack, env, config.extraEnv, REPLACED);
}
