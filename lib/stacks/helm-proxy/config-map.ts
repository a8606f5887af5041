import type { Ref } from '../../engine/template/expression';
import { not, text } from '../../engine/template/operators';
import { lines, when, type Lines } from '../../engine/template/tree';
import type { proxyValues } from './values';

/** Mount path of the ConfigMap. */
export const CONFIG_DIRECTORY = '/etc/helm-proxy';
/** Mount path of the Secret with a kubeconfig of the user. */
export const KUBECONFIG_DIRECTORY = '/etc/kubeconfig';
/** Home directory, with Helm's cache, configuration and data, and kubectl's cache. */
export const HOME_DIRECTORY = '/data';

/** Files of the ConfigMap: the configuration, without any secret. */
export function proxyFiles(values: Ref<typeof proxyValues>) {
  return {
    'config.yaml': configurationFile(values),
    kubeconfig: when(not(values.config.kubeconfigSecret), KUBECONFIG),
  };
}

/**
 * The configuration file. The application reads none of HELM_DRIVER, PORT and LOG_LEVEL from its environment (upstream,
 * config.go, loadFromEnv): the driver can only be set in this file, the other two are command-line flags.
 */
function configurationFile({ config }: Ref<typeof proxyValues>): Lines<string> {
  return lines('helm:', text`  driver: ${config.helmDriver}`, text`  timeout: ${config.timeout}`);
}

const SERVICE_ACCOUNT_DIRECTORY = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Kubeconfig for the cluster of the pod. It refers to the files of the ServiceAccount, so it contains no secret. */
const KUBECONFIG = `
apiVersion: v1
kind: Config
clusters:
  - name: cluster
    cluster:
      server: https://kubernetes.default.svc
      certificate-authority: ${SERVICE_ACCOUNT_DIRECTORY}/ca.crt
users:
  - name: helm-proxy
    user:
      tokenFile: ${SERVICE_ACCOUNT_DIRECTORY}/token
contexts:
  - name: helm-proxy
    context:
      cluster: cluster
      user: helm-proxy
current-context: helm-proxy
`.trimStart();

/** Arguments of the container. */
export function proxyArguments({ config }: Ref<typeof proxyValues>) {
  return [
    '-config',
    `${CONFIG_DIRECTORY}/config.yaml`,
    '-port',
    text`${config.port}`,
    '-log-level',
    config.logLevel,
  ];
}
