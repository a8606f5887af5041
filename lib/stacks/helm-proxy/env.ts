import type { Ref } from '../../engine/template/expression';
import { joined, orElse, text } from '../../engine/template/operators';
import { choose, eachEntry, lines, type Lines } from '../../engine/template/tree';
import type { Credentials } from './secret';
import type { proxyValues } from './values';

/** Where the ConfigMap is mounted. */
export const SETTINGS_FOLDER = '/etc/helm-proxy';
/** Where a kubeconfig of the user is mounted. */
export const KUBECONFIG_FOLDER = '/etc/kubeconfig';
/** The home directory: Helm's cache, configuration and data are below it, and kubectl's cache. */
export const HOME_FOLDER = '/data';

/** The environment variables that the stack sets, or for which it has another way; a user cannot set them a second time. */
export const PROXY_SETTINGS = [
  'KUBECONFIG', 'HELM_REPOS', 'HELM_USERNAME', 'HELM_PASSWORD', 'HELM_DRIVER', 'PORT', 'LOG_LEVEL', 'ALLOWED_ORIGINS', 'HOME',
  'CONFIG_FILE',
] as const; // prettier-ignore

/**
 * The configuration file. The software reads neither HELM_DRIVER nor PORT nor LOG_LEVEL from its environment (upstream,
 * config.go, loadFromEnv): the driver can only be set in here, the other two are flags.
 */
export function configurationFile({ config }: Ref<typeof proxyValues>): Lines<string> {
  return lines('helm:', text`  driver: ${config.helmDriver}`, text`  timeout: ${config.timeout}`);
}

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** A kubeconfig for the cluster that the pod runs in: it points to the files of its ServiceAccount, so there is no secret in it. */
export const KUBECONFIG = `
apiVersion: v1
kind: Config
clusters:
  - name: cluster
    cluster:
      server: https://kubernetes.default.svc
      certificate-authority: ${ACCOUNT}/ca.crt
users:
  - name: helm-proxy
    user:
      tokenFile: ${ACCOUNT}/token
contexts:
  - name: helm-proxy
    context:
      cluster: cluster
      user: helm-proxy
current-context: helm-proxy
`.trimStart();

/** The arguments of the program. */
export function argumentsOf({ config }: Ref<typeof proxyValues>) {
  return [
    '-config',
    `${SETTINGS_FOLDER}/config.yaml`,
    '-port',
    text`${config.port}`,
    '-log-level',
    config.logLevel,
  ];
}

/** The environment variables of the container. */
export function environmentOf({ config }: Ref<typeof proxyValues>, credentials: Credentials) {
  return [
    { name: 'HELM_REPOS', value: joined(config.helmRepos, ',') },
    credentials.variables(),
    {
      name: 'KUBECONFIG',
      value: choose(config.kubeconfigSecret, `${KUBECONFIG_FOLDER}/config`, `${SETTINGS_FOLDER}/kubeconfig`),
    },
    // Where it is empty the software lets the scripts of any web page in (upstream, cors.go); no page's origin is `none`.
    { name: 'ALLOWED_ORIGINS', value: orElse(joined(config.allowedOrigins, ','), 'none') },
    { name: 'HOME', value: HOME_FOLDER },
    eachEntry(config.extraEnv, { key: 'name', entry: 'value' }, (name, value) => ({ name, value })),
  ];
}
