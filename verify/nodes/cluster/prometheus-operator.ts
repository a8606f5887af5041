import { readdirSync } from 'node:fs';
import path from 'node:path';
import { program, sources } from '../../../tools/programs';
import type { Obj } from '../../cluster/support/cluster';
import { file, type Image } from '../images/image';
import { imageOfProgram } from '../images/parts';
import type { RealCluster } from './cluster';
import { objectsOfFile } from './manifests';

/** The namespace that network policies let in. */
export const MONITORING = 'monitoring';
/** The label by which Prometheus selects what it scrapes and evaluates, as that of kube-prometheus-stack does. */
export const SELECTED: Readonly<Record<string, string>> = { release: 'prometheus' };

const READY_SECONDS = 180;
const OPERATOR_IMAGE = 'nodes.test/prometheus-operator:1';
const RELOADER_IMAGE = 'nodes.test/prometheus-config-reloader:1';
const PROMETHEUS_IMAGE = 'nodes.test/prometheus:1';
/** What the module v0.305.0 is, by which the operator knows the flags. */
const PROMETHEUS_VERSION = '3.5.0';

/** What the nodes have to find. */
export function prometheusImages(): Readonly<Record<string, Image>> {
  return {
    [OPERATOR_IMAGE]: imageOfProgram(program('prometheus-operator')),
    [RELOADER_IMAGE]: inBin(program('prometheus-operator', 'prometheus-config-reloader')),
    [PROMETHEUS_IMAGE]: inBin(program('prometheus')),
  };
}

/** An image of one program where the project's own image has it: the operator calls it by its path, and mounts volumes at `/`. */
function inBin(source: string): Image {
  const name = `bin/${path.basename(source)}`;
  return { layers: [{ [name]: file(source) }], entrypoint: [`/${name}`] };
}

/**
 * Installs the operator from its own definitions and rights, and a Prometheus that it runs, which finds objects of all namespaces by
 * {@link SELECTED}, and which scrapes the kubelets as that of kube-prometheus-stack does. It waits until Prometheus is ready.
 */
export async function installPrometheus(cluster: RealCluster): Promise<void> {
  const from = (folderName: string) => {
    const published = path.join(sources('prometheus-operator'), 'example', folderName);
    return readdirSync(published).map((name) => path.join(published, name));
  };
  for (const definition of from('prometheus-operator-crd'))
    await cluster.kubectl('apply', '--server-side', '--force-conflicts', '-f', definition);
  await cluster.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: MONITORING } });
  const rights = [...from('rbac/prometheus-operator'), ...from('rbac/prometheus')]
    .filter((name) => /-(role|role-binding|account)\.yaml$/.test(name))
    .flatMap(objectsOfFile)
    .map(inMonitoring);
  await cluster.apply(...rights, operator());
  await cluster.apply(prometheus(), kubelets());
  const available = 'jsonpath={.status.conditions[?(@.type=="Available")].status}=True';
  await cluster.kubectl(
    ...['wait', 'prometheus/prometheus', '--namespace', MONITORING],
    ...[`--for=${available}`, `--timeout=${READY_SECONDS}s`],
  );
}

/** Published for the namespace `default`. */
function inMonitoring(object: Obj): Obj {
  return JSON.parse(
    JSON.stringify(object.kind === 'ServiceAccount' ? namespaced(object) : object).replaceAll(
      '"namespace":"default"',
      `"namespace":"${MONITORING}"`,
    ),
  ) as Obj;
}

function namespaced(object: Obj): Obj {
  return { ...object, metadata: { ...object.metadata, namespace: MONITORING } };
}

const RESTRICTED = {
  runAsNonRoot: true,
  runAsUser: 65534,
  fsGroup: 65534,
  seccompProfile: { type: 'RuntimeDefault' },
};

function operator() {
  const labels = { 'app.kubernetes.io/name': 'prometheus-operator' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'prometheus-operator', namespace: MONITORING, labels },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: 'prometheus-operator',
          automountServiceAccountToken: true,
          securityContext: RESTRICTED,
          containers: [
            {
              name: 'operator',
              image: OPERATOR_IMAGE,
              args: [
                '--kubelet-service=kube-system/kubelet',
                `--prometheus-config-reloader=${RELOADER_IMAGE}`,
              ],
              resources: { requests: { cpu: '50m', memory: '100Mi' } },
            },
          ],
        },
      },
    },
  };
}

function prometheus() {
  const selector = { matchLabels: SELECTED };
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata: { name: 'prometheus', namespace: MONITORING },
    spec: {
      image: PROMETHEUS_IMAGE,
      version: PROMETHEUS_VERSION,
      replicas: 1,
      serviceAccountName: 'prometheus',
      securityContext: RESTRICTED,
      scrapeInterval: '5s',
      evaluationInterval: '2s',
      resources: { requests: { cpu: '50m', memory: '200Mi' } },
      serviceMonitorSelector: selector,
      serviceMonitorNamespaceSelector: {},
      // The operator's arguments, and one more.
      containers: [
        {
          name: 'config-reloader',
          args: [
            '--listen-address=:8080',
            '--reload-url=http://localhost:9090/-/reload',
            '--config-file=/etc/prometheus/config/prometheus.yaml.gz',
            '--config-envsubst-file=/etc/prometheus/config_out/prometheus.env.yaml',
            '--watched-dir=/etc/prometheus/rules/prometheus-prometheus-rulefiles-0',
            // Not all machines say that a mounted file has changed; without it, it looks every three minutes.
            '--watch-interval=2s',
          ],
        },
      ],
      ruleSelector: selector,
      ruleNamespaceSelector: {},
    },
  };
}

/** What kube-prometheus-stack has for the kubelets, as far as the containers' memory and processors need it. */
function kubelets() {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'kubelet', namespace: MONITORING, labels: SELECTED },
    spec: {
      namespaceSelector: { matchNames: ['kube-system'] },
      selector: { matchLabels: { 'k8s-app': 'kubelet' } },
      endpoints: [
        {
          port: 'https-metrics',
          scheme: 'https',
          path: '/metrics/cadvisor',
          honorLabels: true,
          honorTimestamps: false,
          tlsConfig: { insecureSkipVerify: true },
        },
      ],
    },
  };
}
