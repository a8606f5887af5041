import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { Renderer, RenderRequest } from '../support/renderers';
import type { Deviation } from './deviations';
import type { Assertion, Entry, Profile } from './document';
import { evaluate, isChecked } from './evaluate';
import { evidenceFrom, type Evidence } from './evidence';
import { setFlags } from './helm-set';
import type { Json } from './json';
import { OPERATORS } from './operators';
import { at } from './path';
import { select } from './select';
import { judge } from './verdict';

const OBJECTS = objectsOf(`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
  namespace: n
  labels: { tier: front }
spec:
  replicas: 2
  template:
    metadata:
      labels: { app.kubernetes.io/name: app }
      annotations: { checksum/config: abc }
    spec:
      serviceAccountName: app
      securityContext: { runAsNonRoot: true, runAsUser: 1 }
      volumes:
        - { name: settings, configMap: { name: settings } }
        - { name: data, persistentVolumeClaim: { claimName: data } }
      containers:
        - name: main
          image: example.org/app:1.2
          args: [--port, '8080', -level=info]
          securityContext: { runAsUser: 2 }
          ports: [{ name: http, containerPort: 8080 }, { name: admin, containerPort: 9000 }]
          resources:
            requests: { cpu: 1000m, memory: 1Gi }
            limits: { cpu: 2, memory: 2Gi }
          readinessProbe: { httpGet: { path: /ready, port: http } }
          envFrom: [{ configMapRef: { name: settings } }, { secretRef: { name: keys }, prefix: KEY_ }]
          env:
            - { name: MODE, value: fast }
            - { name: TOKEN, valueFrom: { secretKeyRef: { name: keys, key: token } } }
            - { name: ELSEWHERE, valueFrom: { secretKeyRef: { name: not-rendered, key: a } } }
            - { name: REDIS_HOST, value: cache.n.svc }
            - { name: POD, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
---
kind: StatefulSet
metadata: { name: cache, namespace: n }
spec:
  template:
    metadata: { labels: { app.kubernetes.io/name: redis } }
    spec: { containers: [{ name: cache, env: [{ name: REDIS_HOST, value: app.example.com }] }] }
  volumeClaimTemplates: [{ metadata: { name: data }, spec: { resources: { requests: { storage: 8Gi } } } }]
---
kind: Service
metadata: { name: app, namespace: n, labels: { monitored: 'yes' } }
spec:
  type: ClusterIP
  selector: { app.kubernetes.io/name: app }
  ports: [{ name: web, port: 80, targetPort: http }]
---
kind: Service
metadata: { name: cache, namespace: n }
spec: { selector: { no: pods }, ports: [{ port: 6379 }] }
---
kind: Ingress
metadata: { name: app, namespace: n }
spec:
  good: { name: app, port: { name: web } }
  bad: { name: app, port: { number: 81 } }
---
kind: ServiceMonitor
metadata: { name: app, namespace: n }
spec: { selector: { matchLabels: { monitored: 'yes' } }, endpoints: [{ port: web }] }
---
kind: ServiceMonitor
metadata: { name: wrong, namespace: n }
spec: { selector: { matchLabels: { monitored: 'yes' } }, endpoints: [{ port: admin }] }
---
kind: HorizontalPodAutoscaler
metadata: { name: app, namespace: n }
spec: { minReplicas: 5, scaleTargetRef: { kind: Deployment, name: app } }
---
kind: HorizontalPodAutoscaler
metadata: { name: lost, namespace: n }
spec: { minReplicas: 9, scaleTargetRef: { kind: Deployment, name: gone } }
---
kind: NetworkPolicy
metadata: { name: app, namespace: n }
spec:
  ingress:
    - from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: front } } }]
      ports: [{ port: http }]
    - from:
        - namespaceSelector: { matchExpressions: [{ key: name, operator: In, values: [watch] }] }
        - { namespaceSelector: { matchLabels: { name: part } }, podSelector: { matchLabels: { a: b } } }
      ports: [{ port: 9000, endPort: 9002 }]
---
kind: ConfigMap
metadata: { name: settings, namespace: n }
data:
  PORT: '8080'
  MODE: slow
  nested.yml: |
    server: { port: 8080 }
---
kind: Secret
metadata: { name: keys, namespace: n }
data: { token: dG9rZW4tMQ==, plain: b2xk }
stringData: { plain: new }
---
kind: ServiceAccount
metadata: { name: app, namespace: n }
---
kind: ClusterRoleBinding
metadata: { name: app }
subjects: [{ kind: ServiceAccount, name: app }]
---
kind: ClusterRoleBinding
metadata: { name: lost }
subjects: [{ kind: ServiceAccount, name: app }, { kind: ServiceAccount, name: gone }]
`);

/** Like the Deployment above, with some resource less, and with none less. */
const SMALLER = [withResources({ requests: { cpu: '0.5' } })];
const LARGER = [withResources({ requests: { cpu: '2' }, limits: { memory: '4Gi' } })];

const FILES: Readonly<Record<string, string>> = {
  'Chart.yaml': 'name: app\nappVersion: "1.2"\n',
  'values.yaml': 'image: { tag: "", pullPolicy: Always }\nlabels: {}\n',
  'templates/app.yaml': '{{ if }} not YAML {{ end }}',
  'compose.yaml': 'services: { app: { list: [A=1, B=x=y], map: { A: 1 } } }',
};

const EVIDENCE: Evidence = {
  rendering(profile) {
    const renderings: Readonly<Record<string, readonly KubernetesObject[]>> = {
      all: OBJECTS,
      again: OBJECTS,
      smaller: SMALLER,
      larger: LARGER,
    };
    const objects = renderings[profile];
    return Promise.resolve(objects ? { ok: true, objects } : { ok: false, message: 'a.b is required' });
  },
  file: (path) => Promise.resolve(FILES[path]),
  composeFile: () => 'compose.yaml',
  run: (commandLine) => Promise.resolve({ argv: `upgrade ${commandLine}`, exit: 0 }),
};

type Case = Omit<Assertion, 'op'>;

const APP = { select: 'Deployment/app' };
const POD = { ...APP, path: 'spec.template.spec' };
const MAIN = { ...APP, path: 'spec.template.spec.containers[0]' };
const CACHE_POD = { select: 'StatefulSet/cache', path: 'spec.template.spec' };
const RESOURCES = { ...APP, path: 'spec.template.spec.containers[name=main].resources' };
const PORTS = { ...APP, path: 'spec.template.spec.containers[0].ports' };
const INGRESS_RULES = { select: 'NetworkPolicy/app', path: 'spec.ingress' };
const VALUES = { select: 'values.yaml' };
const COMPOSE = { select: 'compose' };

/** For each operator: assertions that hold, and assertions that do not. */
const CASES: Readonly<Record<string, { holds: readonly Case[]; fails: readonly Case[] }>> = {
  exists: {
    holds: [
      APP,
      { ...APP, path: 'spec.replicas' },
      { ...VALUES, path: 'labels' },
      { select: 'templates/app.yaml' },
    ],
    fails: [
      { select: 'Deployment/gone' },
      { ...APP, path: 'spec.strategy' },
      { ...VALUES, path: 'image.name' },
      { select: 'templates/gone.yaml' },
    ],
  },
  absent: {
    holds: [
      { select: 'Deployment/gone' },
      { ...APP, path: 'spec.strategy' },
      { select: 'CronJob/*', path: 'spec' },
      { select: 'values-x.yaml' },
    ],
    fails: [
      APP,
      { ...APP, path: 'spec.replicas' },
      { select: 'Deployment/gone', path: 'spec.strategy' },
      VALUES,
      { profile: 'rejected', select: 'Deployment/gone' },
    ],
  },
  'non-empty': {
    holds: [PORTS],
    fails: [
      { ...APP, path: 'spec.strategy' },
      { ...VALUES, path: 'labels' },
    ],
  },
  equals: {
    holds: [
      { ...APP, path: 'spec.replicas', value: 2 },
      {
        ...RESOURCES,
        value: { requests: { cpu: 1, memory: '1024Mi' }, limits: { cpu: '2', memory: '2Gi' } },
      },
      { ...RESOURCES, path: `${RESOURCES.path}.requests.cpu`, value: '1' },
      { select: 'Service/app', path: 'spec.ports[0]', value: { name: 'web', port: 80, targetPort: 8080 } },
      { select: '*RedisClaim', path: 'spec.resources.requests.storage', value: '8192Mi' },
      { select: 'ConfigMap/settings', path: 'data["nested.yml"]|yaml:server.port', value: 8080 },
      { ...VALUES, path: 'image.tag', value: '' },
      { select: 'cli:--wait', path: 'exit', value: 0 },
    ],
    fails: [
      { ...APP, path: 'spec.replicas', value: '2' },
      { ...RESOURCES, path: `${RESOURCES.path}.requests`, value: { cpu: 1 } },
      { select: 'Service/app', path: 'spec.ports[0].targetPort', value: 9000 },
      { select: 'Service/app', path: 'spec.ports', value: [] },
      { ...APP, path: 'spec.strategy', value: 'Recreate' },
    ],
  },
  'equals-all': {
    holds: [{ select: '*Workload', path: 'metadata.namespace', value: 'n' }],
    fails: [
      { select: '*Workload', path: 'metadata.name', value: 'app' },
      { select: 'CronJob/*', path: 'metadata.name', value: 'app' },
    ],
  },
  'not-equals': {
    holds: [
      { ...APP, path: 'spec.replicas', value: 3 },
      { ...APP, path: 'spec.strategy', value: 3 },
    ],
    fails: [
      { ...APP, path: 'spec.replicas', value: 2 },
      { select: '*Workload', path: 'metadata.name', value: 'app' },
      { select: 'Deployment/gone', path: 'spec.replicas', value: 3 },
    ],
  },
  in: {
    holds: [
      { ...APP, path: 'spec.replicas', value: [1, 2] },
      { ...APP, path: 'spec.strategy', value: [null, 'Recreate'] },
    ],
    fails: [
      { ...APP, path: 'spec.replicas', value: [null, 3] },
      { ...APP, path: 'spec.strategy', value: ['Recreate'] },
    ],
  },
  subset: {
    holds: [
      { ...RESOURCES, value: { requests: { cpu: '1' } } },
      { ...PORTS, value: [{ containerPort: 9000 }, { name: 'http' }] },
      { ...MAIN, value: { readinessProbe: { httpGet: { port: 8080 } } } },
      { ...MAIN, value: { volumeMounts: [] } },
    ],
    fails: [
      { ...RESOURCES, value: { requests: { storage: '1' } } },
      { ...PORTS, value: [{ containerPort: 9000, name: 'http' }] },
      { ...MAIN, value: { ports: [] } },
      { ...MAIN, value: { volumeMounts: {} } },
    ],
  },
  'superset-of': {
    holds: [{ ...VALUES, value: { image: { tag: '' }, labels: {} } }],
    fails: [
      { ...VALUES, value: { image: { tag: 'x' } } },
      { ...VALUES, value: { image: { name: '' } } },
      { ...VALUES, value: { image: {} } },
    ],
  },
  'namespaced-equals': {
    holds: [{ select: '*', value: 'n' }],
    fails: [
      { select: '*', value: 'm' },
      { select: 'ClusterRoleBinding/*', value: 'n' },
    ],
  },
  contains: {
    holds: [
      { ...PORTS, value: { containerPort: 9000 } },
      { ...PORTS, path: `${PORTS.path}[*].containerPort`, value: 8080 },
    ],
    fails: [
      { ...PORTS, value: { containerPort: 9001 } },
      { ...PORTS, path: `${PORTS.path}[*].hostPort`, value: 8080 },
    ],
  },
  'contains-all': {
    holds: [{ ...PORTS, path: `${PORTS.path}[*].name`, value: ['admin', 'http'] }],
    fails: [{ ...PORTS, path: `${PORTS.path}[*].name`, value: ['admin', 'https'] }],
  },
  'contains-prefix': {
    holds: [{ ...MAIN, path: `${MAIN.path}.args`, value: '-level' }],
    fails: [{ ...MAIN, path: `${MAIN.path}.args`, value: 'level' }],
  },
  count: {
    holds: [{ ...PORTS, value: 2 }],
    fails: [
      { ...PORTS, value: 1 },
      { ...APP, path: 'spec.gone', value: 0 },
    ],
  },
  'keys-within': {
    holds: [{ ...RESOURCES, value: ['requests', 'limits', 'claims'] }],
    fails: [
      { ...RESOURCES, value: ['requests'] },
      { ...APP, path: 'spec.gone', value: ['a'] },
    ],
  },
  gte: {
    holds: [{ ...APP, path: 'spec.replicas', value: 2 }],
    fails: [{ ...APP, path: 'spec.replicas', value: 3 }],
  },
  lte: {
    holds: [{ ...APP, path: 'spec.replicas', value: 2 }],
    fails: [{ ...APP, path: 'spec.replicas', value: 1 }],
  },
  'absent-or-gte': {
    holds: [
      { ...APP, path: 'spec.gone', value: 3 },
      { ...APP, path: 'spec.replicas', value: 2 },
    ],
    fails: [{ ...APP, path: 'spec.replicas', value: 3 }],
  },
  'gte-or-hpa': {
    holds: [
      { ...APP, path: 'spec.replicas', value: 2 },
      { ...APP, path: 'spec.replicas', value: 5 },
    ],
    fails: [{ ...APP, path: 'spec.replicas', value: 6 }],
  },
  matches: {
    holds: [
      { ...MAIN, path: `${MAIN.path}.image`, value: ':1\\.2$' },
      { ...MAIN, path: `${MAIN.path}.image`, value: ':${Chart.appVersion}$' },
      { select: 'cli:--wait', path: 'argv', value: '^upgrade .*--wait' },
    ],
    fails: [
      { ...MAIN, path: `${MAIN.path}.image`, value: '^app' },
      { ...MAIN, path: `${MAIN.path}.image`, value: ':${Chart.appVersion}-alpine$' },
      { ...MAIN, path: `${MAIN.path}.gone`, value: 'undefined' },
    ],
  },
  'not-matches': {
    holds: [{ ...MAIN, path: `${MAIN.path}.image`, value: ':latest$' }],
    fails: [
      { ...MAIN, path: `${MAIN.path}.image`, value: '1' },
      { ...MAIN, path: `${MAIN.path}.gone`, value: ':latest$' },
    ],
  },
  'contains-value': {
    holds: [
      { select: '*', value: 'fast' },
      { ...APP, value: '808' },
    ],
    fails: [
      { select: '*', value: 'token-1' },
      { ...APP, value: 'containerPort' },
    ],
  },
  'not-contains-value': {
    holds: [{ select: '*', value: 'token-1' }],
    fails: [
      { select: '*', value: 'fast' },
      { select: 'Secret/gone', value: 'fast' },
    ],
  },
  'contains-text': { holds: [{ ...APP, value: 'replicas: 2' }], fails: [{ ...APP, value: 'replicas: 3' }] },
  'not-contains-text': { holds: [{ ...APP, value: '{{' }], fails: [{ ...APP, value: 'checksum/' }] },
  'secret-contains': {
    holds: [
      { select: 'Secret/keys', value: 'token-1' },
      { select: 'Secret/*', value: 'new' },
    ],
    fails: [
      { select: 'Secret/keys', value: 'old' },
      { select: 'ConfigMap/settings', value: 'slow' },
    ],
  },
  'secret-keys': {
    holds: [{ select: 'Secret/keys', value: ['token', 'plain'] }],
    fails: [{ select: 'Secret/keys', value: ['token', 'more'] }],
  },
  'contains-value-or-secret': {
    holds: [
      { select: '*', value: 'token-1' },
      { select: '*', value: 'fast' },
    ],
    fails: [{ select: '*', value: 'token-2' }],
  },
  'env-exists': {
    holds: [
      { ...MAIN, value: 'POD' },
      { ...MAIN, value: 'KEY_plain' },
    ],
    fails: [{ ...MAIN, value: 'plain' }],
  },
  'env-from-secret': {
    holds: [
      { ...MAIN, value: 'TOKEN' },
      { ...MAIN, value: 'ELSEWHERE' },
      { ...MAIN, value: 'KEY_token' },
    ],
    fails: [
      { ...MAIN, value: 'MODE' },
      { ...MAIN, value: 'PORT' },
    ],
  },
  'env-equals': {
    holds: [{ ...MAIN, value: { MODE: 'fast', PORT: '8080', TOKEN: 'token-1', KEY_plain: 'new' } }],
    fails: [
      { ...MAIN, value: { MODE: 'slow' } },
      { ...MAIN, value: { MODE: 'fast', GONE: 'x' } },
      { ...MAIN, path: 'spec.gone', value: {} },
    ],
  },
  'env-equals-or-absent': {
    holds: [{ ...MAIN, value: { MODE: 'fast', GONE: 'x' } }],
    fails: [
      { ...MAIN, value: { MODE: 'slow' } },
      { ...MAIN, path: 'spec.gone', value: { MODE: 'fast' } },
    ],
  },
  'env-in': {
    holds: [{ ...MAIN, value: { MODE: ['slow', 'fast'] } }],
    fails: [
      { ...MAIN, value: { MODE: ['slow'] } },
      { ...MAIN, value: { GONE: ['slow'] } },
    ],
  },
  'env-matches': {
    holds: [{ ...MAIN, value: { MODE: '^f' } }],
    fails: [
      { ...MAIN, value: { MODE: '^s' } },
      { ...MAIN, value: { ELSEWHERE: '' } },
    ],
  },
  'env-contains': {
    holds: [
      { ...COMPOSE, path: 'services.app.list', value: { A: '1', B: 'x=y' } },
      { ...COMPOSE, path: 'services.app.map', value: { A: '1' } },
    ],
    fails: [
      { ...COMPOSE, path: 'services.app.list', value: { B: 'x' } },
      { ...COMPOSE, path: 'services.app.map', value: { B: '1' } },
    ],
  },
  'arg-or-env': {
    holds: [
      { ...MAIN, value: { '-port': '8080', GONE: 'x' } },
      { ...MAIN, value: { '-level': 'info' } },
      { ...MAIN, value: { '-mode': 'fast', MODE: 'fast' } },
    ],
    fails: [
      { ...MAIN, value: { '-port': '80', GONE: 'x' } },
      { ...MAIN, value: { port: '8080' } },
    ],
  },
  'references-secret': { holds: [{ ...POD, value: 'keys' }], fails: [{ ...POD, value: 'settings' }] },
  'references-secret-any': { holds: [POD], fails: [CACHE_POD] },
  'references-configmap': { holds: [{ ...POD, value: 'settings' }], fails: [{ ...POD, value: 'keys' }] },
  'has-pvc-volume': {
    holds: [
      { ...APP, path: 'spec.template.spec.volumes' },
      { select: 'StatefulSet/cache', path: 'spec.template.spec.volumes' },
    ],
    fails: [{ select: 'Service/app', path: 'spec.template.spec.volumes' }],
  },
  'has-checksum': {
    holds: [{ ...APP, path: 'spec.template.metadata.annotations' }],
    fails: [{ select: 'StatefulSet/cache', path: 'spec.template.metadata.annotations' }],
  },
  'run-as': {
    holds: [{ ...POD, value: { runAsNonRoot: true, runAsUser: 2 } }],
    fails: [
      { ...POD, value: { runAsUser: 1 } },
      { ...POD, value: { runAsGroup: 1 } },
      { ...MAIN, value: {} },
    ],
  },
  'all-have-resources': {
    holds: [{ ...APP, path: 'spec.template.spec.containers' }],
    fails: [
      { select: '*Workload', path: 'spec.template.spec.containers' },
      { profile: 'smaller', select: '*Workload', path: 'spec.template.spec.containers' },
      { ...APP, path: 'spec.template.spec.initContainers' },
    ],
  },
  'resources-lte': {
    holds: [
      { ...RESOURCES, value: 'larger' },
      { ...RESOURCES, value: 'all' },
    ],
    fails: [
      { ...RESOURCES, value: 'smaller' },
      { ...RESOURCES, profile: 'smaller', value: 'larger' },
    ],
  },
  'allows-port': {
    holds: [
      { ...INGRESS_RULES, value: 8080 },
      { ...INGRESS_RULES, value: 9001 },
    ],
    fails: [
      { ...INGRESS_RULES, value: 9003 },
      { select: 'NetworkPolicy/app', path: 'spec.egress', value: 8080 },
    ],
  },
  'allows-from-namespace': {
    holds: [
      { ...INGRESS_RULES, value: { namespace: 'front', port: 8080 } },
      { ...INGRESS_RULES, value: { namespace: 'watch', port: 9000 } },
    ],
    fails: [
      { ...INGRESS_RULES, value: { namespace: 'front', port: 9000 } },
      { ...INGRESS_RULES, value: { namespace: 'part', port: 9000 } },
      { ...INGRESS_RULES, value: { namespace: 'other', port: 8080 } },
    ],
  },
  'resolves-to-service': {
    holds: [{ select: 'Ingress/app', path: 'spec.good' }],
    fails: [
      { select: 'Ingress/app', path: 'spec.bad' },
      { select: 'Ingress/app', path: 'spec.gone' },
    ],
  },
  'resolves-to-object': {
    holds: [
      { select: 'HorizontalPodAutoscaler/app', path: 'spec.scaleTargetRef' },
      { ...POD, path: `${POD.path}.serviceAccountName` },
    ],
    fails: [
      { select: 'HorizontalPodAutoscaler/lost', path: 'spec.scaleTargetRef' },
      { ...CACHE_POD, path: `${CACHE_POD.path}.serviceAccountName` },
    ],
  },
  'resolves-to-serviceaccount': {
    holds: [{ select: 'ClusterRoleBinding/app', path: 'subjects' }],
    fails: [
      { select: 'ClusterRoleBinding/lost', path: 'subjects' },
      { select: 'ClusterRoleBinding/app', path: 'gone' },
    ],
  },
  'redis-host-resolves': { holds: [POD], fails: [CACHE_POD] },
  'selects-only': {
    holds: [{ select: 'Service/app', path: 'spec.selector', value: 'Deployment{tier=front}' }],
    fails: [
      { select: 'Service/app', path: 'spec.selector', value: '*Workload' },
      { select: 'Service/cache', path: 'spec.selector', value: 'StatefulSet/cache' },
      { select: 'Service/cache', path: 'spec.selector', value: 'StatefulSet/gone' },
    ],
  },
  'selects-service-port': {
    holds: [{ select: 'ServiceMonitor/app', path: 'spec' }],
    fails: [{ select: 'ServiceMonitor/wrong', path: 'spec' }],
  },
  renders: { holds: [{}], fails: [{ profile: 'rejected' }] },
  'render-fails': {
    holds: [{ profile: 'rejected', value: 'a.b' }],
    fails: [{ profile: 'rejected', value: 'a.c' }, { value: 'a.b' }],
  },
  'differs-from': {
    holds: [{ select: '*', value: 'smaller' }],
    fails: [
      { select: '*', value: 'again' },
      { select: '*', value: 'rejected' },
    ],
  },
};

const RENDERING_OPERATORS = ['renders', 'render-fails', 'differs-from'];

describe('operators', () => {
  it('are all tested, both ways', () => {
    expect(Object.keys(CASES).sort()).toEqual([...Object.keys(OPERATORS), ...RENDERING_OPERATORS].sort());
    const oneSided = Object.entries(CASES).filter(([, { holds, fails }]) => !holds.length || !fails.length);
    expect(oneSided).toEqual([]);
  });

  const rows = Object.entries(CASES).flatMap(([op, { holds, fails }]) => [
    ...holds.map((assertion) => ({ status: 'holds', op, assertion })),
    ...fails.map((assertion) => ({ status: 'fails', op, assertion })),
  ]);
  it.each(rows)('$op $status: $assertion', async ({ status, op, assertion }) => {
    const outcome = await evaluate({ profile: 'all', ...assertion, op }, EVIDENCE);
    expect(outcome).toMatchObject({ status });
  });

  it.each([
    { op: 'equal', select: '*' },
    { op: 'gte', ...APP, path: 'spec.replicas', value: '2' },
    { op: 'matches', select: '*' },
    { op: 'exists', select: 'Deployment' },
    { op: 'exists', select: '*', path: 'a..b' },
  ])('a mistake in the data is an error: $op, $select, $path', async (assertion) => {
    await expect(evaluate({ profile: 'all', ...assertion }, EVIDENCE)).rejects.toThrow(Error);
  });

  it('tell what was found instead', async () => {
    const assertion = { profile: 'all', ...APP, path: 'spec.replicas', op: 'equals', value: 3 };
    expect(await evaluate(assertion, EVIDENCE)).toEqual({
      status: 'fails',
      why: 'all → Deployment/app → spec.replicas: equals 3\n  found: 2',
    });
  });

  it.each([
    [{ op: 'manual', note: 'by hand' }, {}, false],
    [{ op: 'kubeconform', profile: 'all', select: '*' }, {}, false],
    [{ op: 'equals', select: 'cli:-h', path: 'exit', value: 0 }, {}, false],
    [{ op: 'equals', select: 'cli:-h', path: 'exit', value: 0 }, EVIDENCE, true],
    [{ op: 'exists', select: '*' }, {}, true],
  ])('%j with %j is checked: %s', (assertion, evidence, checked) => {
    expect(isChecked(assertion, evidence)).toBe(checked);
  });
});

describe('at', () => {
  const value = { a: { 'b.c/d': [{ name: 'x', n: [1] }, { name: 'y' }] }, text: 'k: { l: 1 }' };

  it.each<[string, Json | undefined]>([
    ['', value],
    ['a["b.c/d"][1].name', 'y'],
    ['a["b.c/d"][name=x].n[0]', 1],
    ['a["b.c/d"][*].name', ['x', 'y']],
    ['a["b.c/d"][*].n[*]', [[1]]],
    ['text|yaml:k.l', 1],
    ['text|yaml:', { k: { l: 1 } }],
    ['a.gone.more', undefined],
    ['a["b.c/d"][2]', undefined],
    ['a[*]', undefined],
    ['gone|yaml:k', undefined],
  ])('%s', (path, expected) => {
    expect(at(value, path)).toEqual(expected);
  });
});

describe('select', () => {
  it.each([
    ['*Workload', ['Deployment/app', 'StatefulSet/cache']],
    ['*Workload{pod:app.kubernetes.io/name=redis}', ['StatefulSet/cache']],
    ['Deployment{tier=front}', ['Deployment/app']],
    ['Deployment{app.kubernetes.io/name=app}', []],
    ['Service/*', ['Service/app', 'Service/cache']],
    ['*RedisClaim', ['PersistentVolumeClaim/data']],
    ['*MysqlClaim', []],
  ])('%s', (selector, expected) => {
    const found = select(OBJECTS, selector);
    expect(found.map((object) => `${String(object.kind)}/${String(at(object, 'metadata.name'))}`)).toEqual(
      expected,
    );
  });
});

describe('setFlags', () => {
  it('keeps the types of values', () => {
    const values = {
      a: true,
      'b[0].c': 0,
      d: null,
      e: 'x',
      f: '1',
      g: 'true',
      h: 'null',
      i: '01',
      j: '-1',
      k: '',
    };
    expect(setFlags(values)).toEqual({
      set: ['a=true', 'b[0].c=0', 'd=null', 'e=x', 'i=01', 'k='],
      setString: ['f=1', 'g=true', 'h=null', 'j=-1'],
    });
  });

  it('escapes what Helm would read as more than a text', () => {
    expect(setFlags({ a: 'b,c=d\\{e}' }).set).toEqual(['a=b\\,c\\=d\\\\\\{e\\}']);
  });

  it.each<Json>([[1], { a: 1 }, 0.5])('rejects %j', (value) => {
    expect(() => setFlags({ a: value })).toThrow('a cannot be given with --set');
  });
});

describe('evidenceFrom', () => {
  const requests: RenderRequest[] = [];
  const renderer: Renderer = {
    name: 'recorder',
    chartDirectory: __dirname,
    render(request) {
      requests.push(request);
      return Promise.resolve({ ok: true, objects: [] });
    },
  };
  const profiles = new Map<string, Profile>([
    ['p', { description: 'a profile', release: 'r', values: [{ a: 1 }], set: { 'b.c': 'x', d: 1 } }],
    ['p(in n)', { description: 'the same in a namespace', release: 'r', namespace: 'n' }],
    ['files', { description: 'the files of the chart' }],
  ]);

  it('renders each profile once, with its overrides', async () => {
    const evidence = evidenceFrom(renderer, profiles);
    for (const name of ['p', 'p+{"b.c":false}', 'p', 'p(in n)+{"e":2}', 'p+{"b.c":false}']) {
      await evidence.rendering(name);
    }
    expect(requests).toEqual([
      { release: 'r', namespace: 'default', values: [{ a: 1 }], set: ['b.c=x', 'd=1'], setString: [] },
      { release: 'r', namespace: 'default', values: [{ a: 1 }], set: ['b.c=false', 'd=1'], setString: [] },
      { release: 'r', namespace: 'n', values: [], set: ['e=2'], setString: [] },
    ]);
  });

  it.each(['q', 'files'])('cannot render %s', async (name) => {
    await expect(evidenceFrom(renderer, profiles).rendering(name)).rejects.toThrow(Error);
  });

  it('reads files of the chart', async () => {
    const evidence = evidenceFrom(renderer, profiles);
    expect(await evidence.file('evidence.ts')).toContain('evidenceFrom');
    expect(await evidence.file('gone.yaml')).toBeUndefined();
  });
});

describe('judge', () => {
  const entry: Entry = {
    id: 'X-1',
    lines: '1',
    title: 'two replicas, and an image that is otherwise',
    assertions: [
      { profile: 'all', ...APP, path: 'spec.replicas', op: 'equals', value: 2 },
      { ...VALUES, op: 'superset-of', value: { image: { tag: 'x', pullPolicy: 'Always' } } },
    ],
  };
  const deviation = { row: 'X-1', reason: 'because', document: 'docs/d.md#a' } as const;
  const judged = (...deviations: Deviation[]) => judge(entry, deviations, EVIDENCE);

  it('finds what does not hold', async () => {
    const { deviates, problems } = await judged({ ...deviation, row: 'X-2', assertion: 1 });
    expect(deviates).toBe(false);
    expect(problems).toEqual([expect.stringContaining('superset-of')]);
  });

  it('accepts what is otherwise on purpose', async () => {
    const accepted = { deviates: true, problems: [] };
    expect(await judged({ ...deviation, assertion: 1 })).toEqual(accepted);
    expect(await judged({ ...deviation, assertion: 1, keys: ['image.tag'] })).toEqual(accepted);
  });

  it('rejects a deviation that does not cover all that is otherwise', async () => {
    const { problems } = await judged({ ...deviation, assertion: 1, keys: ['image.pullPolicy'] });
    expect(problems).toEqual([expect.stringContaining('even without image.pullPolicy')]);
  });

  it('rejects a deviation that is not needed, or of an assertion that is not there', async () => {
    const { problems } = await judged(
      { ...deviation, assertion: 0 },
      { ...deviation, assertion: 1 },
      { ...deviation, assertion: 2 },
    );
    expect(problems).toHaveLength(2);
    expect(problems.join()).toMatch(/assertion 2, which X-1 does not have.*listed and not needed: because/);
  });
});

function objectsOf(yaml: string): KubernetesObject[] {
  return parseAllDocuments(yaml).map((document) => document.toJS() as KubernetesObject);
}

function withResources(resources: Json): KubernetesObject {
  return {
    kind: 'Deployment',
    metadata: { name: 'app', namespace: 'n' },
    spec: { template: { spec: { containers: [{ name: 'main', resources }] } } },
  };
}
