import type { Expr } from '../../engine/template/expression';
import { appVersion, sum, text } from '../../engine/template/operators';
import { choose, commented, when } from '../../engine/template/tree';
import type { Configuration } from '../../kubernetes/config-map';
import { httpGet, httpPort } from '../../kubernetes/container';
import { rollingUpdate, type DeploymentOptions } from '../../kubernetes/deployment';
import { imageOf } from '../../kubernetes/image';
import { DEREGISTRATION_SECONDS, drainBeforeStop } from '../../kubernetes/termination';
import { emptyVolume } from '../../kubernetes/volume';
import { CONFIG_DIRECTORY, HOME_DIRECTORY, KUBECONFIG_DIRECTORY, proxyArguments } from './config-map';
import { proxyEnv } from './env';
import type { Credentials } from './secret';
import type { ProxyStack } from './values';

/** Name of the container. */
export const CONTAINER = 'helm-proxy';

/** Inputs of the pods besides the values. */
export interface ProxyPodProps {
  /** Name of the ServiceAccount. */
  readonly account: Expr<string>;
  /** The ConfigMap with the configuration files. */
  readonly configMap: Configuration;
  readonly credentials: Credentials;
}

/** Pods of the Helm Proxy and their update strategy. */
export function proxyPod(
  stack: ProxyStack,
  { account, configMap, credentials }: ProxyPodProps,
): DeploymentOptions {
  const { values } = stack;
  const { config, image, resources, runAsRoot } = values;
  return {
    strategy: commented(
      'A terminating pod takes minutes to finish its installations. A new pod need not wait for it: Helm itself rejects a second operation on a release during the first one.',
      rollingUpdate(),
    ),
    restartOn: { config: configMap.data, credentials: credentials.data },
    serviceAccountName: account,
    automountServiceAccountToken: commented(
      'The token is valid for the cluster of the pod only.',
      choose(config.kubeconfigSecret, false, true),
    ),
    securityContext: choose(runAsRoot, ROOT_POD, values.podSecurityContext),
    terminationGracePeriodSeconds: commented(
      'After the installations, the server grants open requests thirty seconds (upstream, server.go).',
      sum(config.timeout, DEREGISTRATION_SECONDS + 35),
    ),
    containers: [
      {
        name: CONTAINER,
        image: imageOf(stack, 'image', image, appVersion),
        imagePullPolicy: image.pullPolicy,
        command: [choose(runAsRoot, '/root/helm-proxy', 'helm-proxy')],
        args: proxyArguments(values),
        workingDir: commented(
          'Later commits of upstream write their audit log to the working directory.',
          HOME_DIRECTORY,
        ),
        env: proxyEnv(stack, credentials),
        ports: [httpPort(config.port)],
        ...probes,
        lifecycle: commented(
          'Installations continue after the response to their request, and end with the process: without the delay, Helm would consider the release pending forever.',
          drainBeforeStop({
            port: text`${config.port}`,
            seconds: text`${config.timeout}`,
            background: true,
          }),
        ),
        resources,
        securityContext: values.containerSecurityContext,
        volumeMounts: [
          { name: 'config', mountPath: CONFIG_DIRECTORY, readOnly: true },
          when(config.kubeconfigSecret, {
            name: 'kubeconfig',
            mountPath: KUBECONFIG_DIRECTORY,
            readOnly: true,
          }),
          { name: 'data', mountPath: HOME_DIRECTORY },
          { name: 'tmp', mountPath: '/tmp' },
        ],
      },
    ],
    volumes: [
      { name: 'config', configMap: { name: configMap.name } },
      when(config.kubeconfigSecret, {
        name: 'kubeconfig',
        secret: {
          secretName: config.kubeconfigSecret,
          items: [{ key: config.kubeconfigKey, path: 'config' }],
        },
      }),
      commented('Repository indexes and downloaded charts.', emptyVolume('data', '1Gi')),
      emptyVolume('tmp', '512Mi'),
    ],
    scheduling: values,
  };
}

const ROOT_POD = commented(
  'Minimum for an image whose program only root can access; everything else is as for any other user.',
  { runAsUser: 0, runAsGroup: 0, seccompProfile: { type: 'RuntimeDefault' } },
);

const HEALTH = httpGet('/health');

const probes = {
  startupProbe: commented(
    'It only shows that the server responds: neither the cluster nor a repository is checked (upstream, server.go and router.go).',
    { ...HEALTH, periodSeconds: 2, failureThreshold: 30 },
  ),
  readinessProbe: { ...HEALTH, periodSeconds: 10, timeoutSeconds: 3 },
  livenessProbe: { ...HEALTH, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 3 },
};
