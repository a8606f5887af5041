import { sleepBeforeStop } from '../../kubernetes/container';
import { rollingUpdate, type DeploymentOptions } from '../../kubernetes/deployment';
import { imageOf } from '../../kubernetes/image';
import * as k8s from '../../kubernetes/k8s';
import { restrictedContainer, restrictedPod } from '../../kubernetes/security';
import { HTTP } from '../../kubernetes/service';
import { emptyVolume } from '../../kubernetes/volume';
import type { Expr } from '../../engine/template/expression';
import { sum, text } from '../../engine/template/operators';
import { choose, when } from '../../engine/template/tree';
import { HOME_FOLDER, KUBECONFIG_FOLDER, proxyArguments, SETTINGS_FOLDER } from './config-map';
import { proxyEnv } from './env';
import type { Credentials } from './secret';
import type { ProxyStack } from './values';

/** Any user but root will do: the README's image lets everyone start the program. */
export const USER = 1000;

/** What the pods need beside the values. */
export interface ProxyPodProps {
  /** The ServiceAccount. */
  readonly account: Expr<string>;
  readonly credentials: Credentials;
}

/** The pods of the Helm Proxy, and how they are replaced. */
export function proxyPod(stack: ProxyStack, { account, credentials }: ProxyPodProps): DeploymentOptions {
  const { fullname, values } = stack;
  const { config, image, resources, runAsRoot } = values;
  return {
    // A pod that is stopped finishes what it has begun, for minutes; the next one need not wait for it: Helm itself refuses a
    // second operation on a release while one is under way.
    strategy: rollingUpdate(),
    // The program reads its configuration and its environment once, when it starts.
    restartOn: { config },
    serviceAccountName: account,
    // The token is for the cluster that it runs in.
    automountServiceAccountToken: choose(config.kubeconfigSecret, false, true),
    securityContext: choose(runAsRoot, ROOT_POD, restrictedPod(USER)),
    // After the installations the server gives open requests thirty seconds (upstream, server.go).
    terminationGracePeriodSeconds: sum(config.timeout, 35),
    containers: [
      {
        name: 'helm-proxy',
        image: imageOf(image),
        imagePullPolicy: image.pullPolicy,
        command: [choose(runAsRoot, '/root/helm-proxy', 'helm-proxy')],
        args: proxyArguments(values),
        // Later commits write their audit log to the working directory.
        workingDir: HOME_FOLDER,
        env: proxyEnv(values, credentials),
        ports: [{ name: HTTP, containerPort: config.port, protocol: 'TCP' }],
        ...probes,
        // Installations go on after their request was answered, and end with the process: Helm would take the release for one
        // that is still being installed, for ever.
        lifecycle: sleepBeforeStop(text`${config.timeout}`),
        resources,
        securityContext: restrictedContainer,
        volumeMounts: [
          { name: 'config', mountPath: SETTINGS_FOLDER, readOnly: true },
          when(config.kubeconfigSecret, { name: 'kubeconfig', mountPath: KUBECONFIG_FOLDER, readOnly: true }),
          { name: 'data', mountPath: HOME_FOLDER },
          { name: 'tmp', mountPath: '/tmp' },
        ],
      },
    ],
    volumes: [
      { name: 'config', configMap: { name: text`${fullname}-config` } },
      when(config.kubeconfigSecret, { name: 'kubeconfig', secret: { secretName: config.kubeconfigSecret } }),
      // The indexes of the repositories and the charts that were fetched.
      emptyVolume('data', '1Gi'),
      emptyVolume('tmp', '512Mi'),
    ],
    scheduling: values,
  };
}

// The least that an image needs whose program only root can reach: all else is as for any other user.
const ROOT_POD = { runAsUser: 0, runAsGroup: 0, seccompProfile: { type: 'RuntimeDefault' } };

// It only says that the server answers: neither the cluster nor a repository is asked (upstream, server.go and router.go).
const HEALTH = { path: '/health', port: k8s.IntOrString.fromString(HTTP) };

const probes = {
  startupProbe: { httpGet: HEALTH, periodSeconds: 2, failureThreshold: 30 },
  readinessProbe: { httpGet: HEALTH, periodSeconds: 10, timeoutSeconds: 3 },
  livenessProbe: { httpGet: HEALTH, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 3 },
};
