import { budgetDisruption } from '../../kubernetes/pod-disruption-budget';
import { exposeViaIngress, exposeViaService, HTTP } from '../../kubernetes/service';
import { imageOf } from '../../kubernetes/image';
import * as k8s from '../../kubernetes/k8s';
import { anywhere, dns, namespaceNamed, podsOf, restrictNetwork } from '../../kubernetes/network-policy';
import { refuseWrongPods } from '../../kubernetes/pod-refusals';
import { refuseRequestsAboveLimits } from '../../kubernetes/resources';
import { newBeforeOld } from '../../kubernetes/deployment';
import { scheduling } from '../../kubernetes/scheduling';
import { restrictedContainer, restrictedPod } from '../../kubernetes/security';
import { runAs } from '../../kubernetes/service-account';
import { Stack } from '../../kubernetes/stack';
import { emptyVolume } from '../../kubernetes/volume';
import type { Expr } from '../../engine/template/expression';
import { and, checksum, equal, greaterThan, joined, not, sum, text } from '../../engine/template/operators';
import { Resource } from '../../engine/template/resource';
import { choose, each, merged, neverEmpty, when, type Lines } from '../../engine/template/tree';
import { proxyChart } from './chart';
import { Credentials } from './secret';
import { bodySize, refuseUnauthenticated } from './ingress';
import { proxyNotes } from './notes';
import { makeTargets, permitInstalling, refusePermissions } from './rbac';
import { portsOf } from './repositories';
import {
  argumentsOf,
  configurationFile,
  environmentOf,
  HOME_FOLDER,
  KUBECONFIG,
  KUBECONFIG_FOLDER,
  SETTINGS_FOLDER,
} from './env';
import { TEST_LABELS, testProxy } from './test';
import { proxyValues } from './values';

// Any user but root will do: the README's image lets everyone start the program.
const USER = 1000;

/** The Helm Proxy: a REST service that installs Helm charts. All that it has to remember is in Helm's releases. */
export class HelmProxy extends Stack<(typeof proxyValues)['shape']['fields']> {
  readonly notes: Lines<string>;

  constructor() {
    super(proxyChart, proxyValues, { selectedByApp: true });
    const { config, rbac, replicaCount, service, ingress, serviceAccount } = this.values;
    const here = this.namedCondition(
      'permittedHere',
      'Whether it gets permissions in the cluster that it runs in.',
      and(rbac.create, not(config.kubeconfigSecret)),
    );
    this.refuse(
      'config.helmRepos',
      'is empty; name at least one repository, such as myrepo=https://charts.example.com/repository/helm.',
      not(config.helmRepos),
    );
    refusePermissions(this, here);
    refuseUnauthenticated(this);
    refuseRequestsAboveLimits(this, 'resources', this.values.resources);
    refuseWrongPods(this, this.values);

    makeTargets(this);
    const account = runAs(this, this.main, serviceAccount);
    permitInstalling(this, account, here);
    const credentials = new Credentials(this);
    this.configure();
    this.deploy(account, credentials);
    exposeViaService(this, this.main, service);
    exposeViaIngress(this, this.main, ingress, service.port, bodySize(ingress.annotations));
    budgetDisruption(this, this.main, this.values.podDisruptionBudget, greaterThan(replicaCount, 1));
    this.connect();
    testProxy(this, USER);
    this.notes = proxyNotes(this, account, credentials.given);
  }

  /** The settings, none of which is a secret. */
  private configure(): void {
    const { config } = this.values;
    Resource.of(this, 'configmap', {
      of: k8s.KubeConfigMap,
      manifest: {
        metadata: this.main.metadata('-config'),
        data: {
          'config.yaml': configurationFile(this.values),
          kubeconfig: when(not(config.kubeconfigSecret), KUBECONFIG),
        },
      },
    });
  }

  private deploy(account: Expr<string>, credentials: Credentials): void {
    const { config, image, podAnnotations, podLabels, replicaCount, resources, runAsRoot } = this.values;
    Resource.of(this, 'deployment', {
      of: k8s.KubeDeployment,
      manifest: {
        metadata: this.main.metadata(),
        spec: {
          replicas: replicaCount,
          // A pod that is stopped finishes what it has begun, for minutes; the next one need not wait for it: Helm itself
          // refuses a second operation on a release while one is under way.
          strategy: newBeforeOld(),
          selector: { matchLabels: this.main.selector },
          template: {
            metadata: {
              labels: merged(this.main.podLabels, podLabels),
              // The program reads its configuration and its environment once, when it starts.
              annotations: merged({ 'checksum/config': checksum(config) }, podAnnotations),
            },
            spec: {
              serviceAccountName: account,
              // The token is for the cluster that it runs in.
              automountServiceAccountToken: choose(config.kubeconfigSecret, false, true),
              enableServiceLinks: false,
              imagePullSecrets: this.values.imagePullSecrets,
              securityContext: choose(runAsRoot, ROOT_POD, restrictedPod(USER)),
              // After the installations the server gives open requests thirty seconds (upstream, server.go).
              terminationGracePeriodSeconds: sum(config.timeout, 35),
              containers: [
                {
                  name: 'helm-proxy',
                  image: imageOf(image),
                  imagePullPolicy: image.pullPolicy,
                  command: [choose(runAsRoot, '/root/helm-proxy', 'helm-proxy')],
                  args: argumentsOf(this.values),
                  // Later commits write their audit log to the working directory.
                  workingDir: HOME_FOLDER,
                  env: environmentOf(this.values, credentials),
                  ports: [{ name: HTTP, containerPort: config.port, protocol: 'TCP' }],
                  ...probes,
                  // Installations go on after their request was answered, and end with the process: Helm would take the
                  // release for one that is still being installed, for ever.
                  lifecycle: { preStop: { exec: { command: ['sleep', text`${config.timeout}`] } } },
                  resources,
                  securityContext: restrictedContainer,
                  volumeMounts: [
                    { name: 'config', mountPath: SETTINGS_FOLDER, readOnly: true },
                    when(config.kubeconfigSecret, {
                      name: 'kubeconfig',
                      mountPath: KUBECONFIG_FOLDER,
                      readOnly: true,
                    }),
                    { name: 'data', mountPath: HOME_FOLDER },
                    { name: 'tmp', mountPath: '/tmp' },
                  ],
                },
              ],
              volumes: [
                { name: 'config', configMap: { name: text`${this.fullname}-config` } },
                when(config.kubeconfigSecret, {
                  name: 'kubeconfig',
                  secret: { secretName: config.kubeconfigSecret },
                }),
                // The indexes of the repositories and the charts that were fetched.
                emptyVolume('data', '1Gi'),
                emptyVolume('tmp', '512Mi'),
              ],
              ...scheduling(this.values, this.main),
            },
          },
        },
      },
    });
  }

  private connect(): void {
    const { allowUnauthenticated, config, ingress, networkPolicy, service } = this.values;
    const { apiServerPorts } = networkPolicy;
    const ports = [config.port];
    restrictNetwork(this, this.main, {
      enabled: networkPolicy.enabled,
      from: [
        { peers: [podsOf(TEST_LABELS)], ports },
        {
          peers: [each(networkPolicy.clientNamespaces, 'namespace', namespaceNamed)],
          ports,
          when: networkPolicy.clientNamespaces,
        },
        {
          peers: [each(networkPolicy.ingressNamespaces, 'namespace', namespaceNamed)],
          ports,
          when: and(ingress.enabled, networkPolicy.ingressNamespaces),
        },
        // A Service that is open to the outside hands connections on with their own addresses.
        { peers: anywhere, ports, when: and(allowUnauthenticated, not(equal(service.type, 'ClusterIP'))) },
      ],
      to: [
        dns,
        // The API server and the repositories.
        {
          peers: anywhere,
          // There is a repository, whose port is in the one loop or in the other.
          ports: neverEmpty([
            each(apiServerPorts, 'port', (port) => ({ protocol: 'TCP', port })),
            portsOf(config.helmRepos, text` ${joined(apiServerPorts, ' ')} `),
          ]),
        },
      ],
      extra: { ingress: networkPolicy.extraIngress, egress: networkPolicy.extraEgress },
    });
  }
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
