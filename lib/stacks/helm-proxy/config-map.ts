import type { Ref } from '../../engine/template/expression';
import { not, text } from '../../engine/template/operators';
import { lines, when, type Lines } from '../../engine/template/tree';
import type { proxyValues } from './values';

/** Where the ConfigMap is mounted. */
export const SETTINGS_FOLDER = '/etc/helm-proxy';
/** Where a kubeconfig of the user is mounted. */
export const KUBECONFIG_FOLDER = '/etc/kubeconfig';
/** The home directory: Helm's cache, configuration and data are below it, and kubectl's cache. */
export const HOME_FOLDER = '/data';

/** The files of the ConfigMap: the settings, none of which is a secret. */
export function proxyFiles(values: Ref<typeof proxyValues>) {
  return {
    'config.yaml': configurationFile(values),
    kubeconfig: when(not(values.config.kubeconfigSecret), KUBECONFIG),
  };
}

/**
 * The configuration file. The software reads neither HELM_DRIVER nor PORT nor LOG_LEVEL from its environment (upstream,
 * config.go, loadFromEnv): the driver can only be set in here, the other two are flags.
 */
function configurationFile({ config }: Ref<typeof proxyValues>): Lines<string> {
  return lines('helm:', text`  driver: ${config.helmDriver}`, text`  timeout: ${config.timeout}`);
}

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** A kubeconfig for the cluster that the pod runs in: it points to the files of its ServiceAccount, so there is no secret in it. */
const KUBECONFIG = `
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
export function proxyArguments({ config }: Ref<typeof proxyValues>) {
  return [
    '-config',
    `${SETTINGS_FOLDER}/config.yaml`,
    '-port',
    text`${config.port}`,
    '-log-level',
    config.logLevel,
  ];
}
