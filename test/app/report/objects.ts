import type { JsonObject } from '../../../lib/engine/values/declaration';
import type { Html } from '../../../lib/app/report/html/html';
import { nodeSizeOf } from '../../../lib/app/report/model/node-size';
import { reportOf, type Report, type ReportInput } from '../../../lib/app/report/model/report';
import { deployment, object, statefulSet } from '../changes/objects';

/** Requests and limits of a container. */
export function resources(cpu: string, memory: string, limits: JsonObject = {}): JsonObject {
  return { resources: { requests: { cpu, memory }, limits } };
}

export function service(name: string, spec: JsonObject = {}): JsonObject {
  return object('Service', name, {
    spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 'http' }], ...spec },
  });
}

/** An Ingress for a host that leads to a Service of its name. */
export function ingress(host: string, name: string, spec: JsonObject = {}): JsonObject {
  const backend = { service: { name, port: { number: 80 } } };
  return object('Ingress', name, {
    spec: { rules: [{ host, http: { paths: [{ path: '/api', pathType: 'Prefix', backend }] } }], ...spec },
  });
}

/** An HTTPRoute of the Gateway `gateways/public`. */
export function httpRoute(host: string, name: string, rule: JsonObject): JsonObject {
  return object('HTTPRoute', name, {
    spec: {
      hostnames: [host],
      parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
      rules: [rule],
    },
  });
}

/** What lets pods of an app in to the pods of another one, and nobody else. */
export function letsIn(to: string, from: string, port: number): JsonObject {
  return object('NetworkPolicy', `${to}-from-${from}`, {
    spec: {
      podSelector: { matchLabels: { app: to } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: { matchLabels: { app: from } } }], ports: [{ port }] }],
      egress: [],
    },
  });
}

/** A small environment: a host leads to `web`, whose pods connect to `db`. */
export const ENVIRONMENT: readonly JsonObject[] = [
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'ai', labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
  },
  deployment(
    'web',
    { replicas: 2 },
    {
      image: 'registry.example.com/web:1.2',
      ports: [{ name: 'http', containerPort: 8080 }],
      env: [
        { name: 'API_URL', value: 'https://api.example.com/v1' },
        { name: 'KEY', valueFrom: { secretKeyRef: { name: 'web-keys', key: 'key' } } },
      ],
      ...resources('500m', '1Gi', { cpu: '1', memory: '2Gi' }),
    },
  ),
  service('web'),
  ingress('web.example.com', 'web'),
  statefulSet(
    'db',
    {
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
        },
      ],
    },
    { image: 'db:latest', ...resources('1', '2Gi', { memory: '4Gi' }) },
  ),
  letsIn('db', 'web', 5432),
];

/** The report of some objects. */
export function report(
  objects: readonly JsonObject[] = ENVIRONMENT,
  more: Partial<ReportInput> = {},
): Report {
  return reportOf({
    environment: 'prod',
    side: { name: 'working tree', objects, notes: [] },
    environments: [{ name: 'prod', objects }],
    node: nodeSizeOf('4/16Gi'),
    exceptions: [],
    ...more,
  });
}

/** HTML without the lines between its tags. */
export function flat({ text }: Html): string {
  return text.replace(/>\s*\n\s*/g, '>').replace(/\s*\n\s*</g, '<');
}
