import type { Json, JsonObject } from '../../../lib/engine/values/declaration';
import { overlay, setOwn } from '../../../lib/engine/values/merge';
import { objectsFor, requiredValues } from '../releases';
import { violationsOf } from './violations';

type Step = string | number;

/** Objects of nearly all kinds, none of which is against a rule. */
function objects(): readonly JsonObject[] {
  const release = { release: 'my-release', namespace: 'ai-gateway' };
  const jairouter = {
    ingress: { tls: [{ secretName: 'tls', hosts: ['a.b'] }] },
    tolerations: [{ key: 'a', value: 'b' }],
    verticalAutoscaling: { enabled: true, updateMode: 'Off' },
    monitoring: { dashboard: { enabled: true } },
    service: { nodePort: { enabled: true } },
    httpRoute: {
      enabled: true,
      parentRefs: [{ name: 'a', sectionName: 'b' }, { name: 'c' }],
      hostnames: ['a.b'],
    },
    route: { enabled: true, host: 'a.b', path: '/v1' },
  };
  return [
    ...objectsFor('jairouter', { ...release, values: overlay(requiredValues('jairouter'), jairouter) }),
    ...objectsFor('claude-relay', { ...release, values: requiredValues('claude-relay') }),
    ...objectsFor('helm-proxy', { ...release, values: requiredValues('helm-proxy') }),
  ];
}

/** Objects with another value at a place of the first one of a kind; `undefined` takes it away. */
function changed(kind: string, path: readonly Step[], value: Json | undefined): JsonObject[] {
  const copy = structuredClone(objects()) as JsonObject[];
  let at = copy.find((object) => object['kind'] === kind) as Record<Step, Json>;
  for (const step of path.slice(0, -1)) at = at[step] as Record<Step, Json>;
  const last = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(at, last);
  else setOwn(at, String(last), value);
  return copy;
}

it('finds nothing in objects that are right', () => {
  expect(violationsOf(objects())).toEqual([]);
});

const POD: readonly Step[] = ['spec', 'template', 'spec'];
const CONTAINER: readonly Step[] = [...POD, 'containers', 0];
const NAME: readonly Step[] = ['metadata', 'name'];

it.each<[string, string, readonly Step[], Json | undefined, RegExp]>([
  ['a name with capitals', 'Deployment', NAME, 'A', /is no DNS subdomain/],
  ['a long name', 'ConfigMap', NAME, 'x'.repeat(254), /is no DNS subdomain/],
  ['a Service that begins with a digit', 'Service', NAME, '7up', /begins with a letter/],
  ['a StatefulSet whose pods could not have its name', 'StatefulSet', NAME, 'x'.repeat(53), /too long/],
  ['a Role with a slash', 'Role', NAME, 'a/b', /cannot stand in a path/],
  ['a namespace with a dot', 'Secret', ['metadata', 'namespace'], 'a.b', /is no DNS label/],
  ['a wrong label', 'Service', ['metadata', 'labels', 'a'], 'a b', /is no label value/],
  ['a label with two slashes', 'Service', ['metadata', 'labels', 'a/b/c'], 'x', /more than one "\/"/],
  ['large annotations', 'Ingress', ['metadata', 'annotations', 'a'], 'x'.repeat(262_144), /256 KiB/],
  ['an annotation that is a number', 'Ingress', ['metadata', 'annotations', 'a'], 5, /is no text/],
  ['a selector of other pods', 'Deployment', ['spec', 'selector', 'matchLabels', 'app'], 'x', /does not select/],
  ['a negative number of pods', 'StatefulSet', ['spec', 'replicas'], -1, /replicas is negative/],
  ['a StatefulSet of no Service', 'StatefulSet', ['spec', 'serviceName'], 'none', /there is no Service none/],
  ['Recreate with rollingUpdate', 'Deployment', ['spec', 'strategy', 'type'], 'Recreate', /has rollingUpdate/],
  ['a pod that is not restarted', 'Deployment', [...POD, 'restartPolicy'], 'Never', /restartPolicy/],
  ['no container', 'Deployment', [...POD, 'containers'], [], /there is none/],
  ['a container without image', 'Deployment', [...CONTAINER, 'image'], '', /image is empty/],
  ['a port that is none', 'Deployment', [...CONTAINER, 'ports', 0, 'containerPort'], 65_536, /is no port/],
  ['a long name of a port', 'Deployment', [...CONTAINER, 'ports', 0, 'name'], 'x'.repeat(16), /no name of a port/],
  ['a probe of no port', 'Deployment', [...CONTAINER, 'ports', 0, 'name'], 'other', /has no port http/],
  ['a probe of two ways', 'Deployment', [...CONTAINER, 'readinessProbe', 'exec'], { command: ['a'] }, /not one handler/],
  ['a probe all the time', 'Deployment', [...CONTAINER, 'livenessProbe', 'periodSeconds'], 0, /less than 1/],
  ['a variable twice', 'Deployment', [...CONTAINER, 'env', 0, 'name'], 'JAVA_OPTS', /JAVA_OPTS is there twice/],
  ['a wrong variable', 'Deployment', [...CONTAINER, 'env', 0, 'name'], 'A=B', /no name of an environment variable/],
  ['a mount of no volume', 'Deployment', [...CONTAINER, 'volumeMounts', 0, 'name'], 'none', /there is no volume none/],
  ['a mount twice', 'Deployment', [...CONTAINER, 'volumeMounts', 0, 'mountPath'], '/tmp', /\/tmp is there twice/],
  ['requests above limits', 'Deployment', [...CONTAINER, 'resources', 'requests', 'memory'], '1025Mi', /above the limit/],
  ['requests above limits in another unit', 'Deployment', [...CONTAINER, 'resources', 'limits', 'cpu'], '0.4999', /above the limit/],
  ['no quantity', 'Deployment', [...CONTAINER, 'resources', 'limits', 'cpu'], 'much', /is no quantity/],
  ['a volume twice', 'Deployment', [...POD, 'volumes', 0, 'name'], 'tmp', /tmp is there twice/],
  ['a volume of two sources', 'Deployment', [...POD, 'volumes', 0, 'emptyDir'], {}, /not one source/],
  ['a toleration of nothing', 'Deployment', [...POD, 'tolerations', 0], {}, /has no key/],
  ['seconds of another effect', 'Deployment', [...POD, 'tolerations', 0, 'tolerationSeconds'], 5, /not NoExecute/],
  ['Exists with a value', 'Deployment', [...POD, 'tolerations', 0, 'operator'], 'Exists', /has a value/],
  ['a wrong node label', 'Deployment', [...POD, 'nodeSelector'], { a: '-' }, /is no label value/],
  ['a Secret twice', 'Deployment', [...POD, 'imagePullSecrets'], [{ name: 'a' }, { name: 'a' }], /a is there twice/],
  ['fewest pods above most', 'HorizontalPodAutoscaler', ['spec', 'minReplicas'], 11, /less than minReplicas/],
  ['no metrics', 'HorizontalPodAutoscaler', ['spec', 'metrics'], [], /there is none/],
  ['a long window', 'HorizontalPodAutoscaler', ['spec', 'behavior', 'scaleUp', 'stabilizationWindowSeconds'], 3601, /3600/],
  ['least above most', 'VerticalPodAutoscaler', ['spec', 'resourcePolicy', 'containerPolicies', 0, 'minAllowed', 'cpu'], '3', /above maxAllowed/],
  ['both numbers', 'PodDisruptionBudget', ['spec', 'maxUnavailable'], 1, /not one of/],
  ['neither number', 'PodDisruptionBudget', ['spec', 'minAvailable'], undefined, /not one of/],
  ['a port of nodes out of range', 'Service', ['spec', 'ports', 0, 'nodePort'], 80, /30000 to 32767/],
  ['a Service without port', 'Service', ['spec', 'ports'], [], /there is none/],
  ['a wrong range', 'Service', ['spec', 'loadBalancerSourceRanges'], ['1.2.3.4'], /no range of addresses/],
  ['an address as host', 'Ingress', ['spec', 'rules', 0, 'host'], '10.0.0.1', /is an address/],
  ['a host with capitals', 'Ingress', ['spec', 'rules', 0, 'host'], 'A.b', /is no DNS subdomain/],
  ['a path without "/"', 'Ingress', ['spec', 'rules', 0, 'http', 'paths', 0, 'path'], 'a', /does not begin with/],
  ['a path with "//"', 'Ingress', ['spec', 'rules', 0, 'http', 'paths', 0, 'path'], '/a//b', /has \/\/ in it/],
  ['a host without path', 'Ingress', ['spec', 'rules', 0, 'http', 'paths'], [], /a host has no path/],
  ['a Service that is not there', 'Ingress', ['spec', 'rules', 0, 'http', 'paths', 0, 'backend', 'service', 'name'], 'none', /there is no Service none/],
  ['a Gateway twice', 'HTTPRoute', ['spec', 'parentRefs', 1], { name: 'a', sectionName: 'b' }, /a\/b is there twice/],
  ['a Gateway with a listener and without', 'HTTPRoute', ['spec', 'parentRefs', 1, 'name'], 'a', /with a listener and without/],
  ['no Gateway', 'HTTPRoute', ['spec', 'parentRefs'], [], /parentRefs: there is none/],
  ['too many hosts', 'HTTPRoute', ['spec', 'hostnames'], Array.from({ length: 17 }, (_, index) => `a${String(index)}`), /more than 16/],
  ['a host with capitals of an HTTPRoute', 'HTTPRoute', ['spec', 'hostnames', 0], 'A', /is no DNS subdomain/],
  ['an expression as prefix', 'HTTPRoute', ['spec', 'rules', 0, 'matches', 0, 'path', 'value'], '/[a]', /is no path/],
  ['a path of an HTTPRoute with "//"', 'HTTPRoute', ['spec', 'rules', 0, 'matches', 0, 'path', 'value'], '/a//b', /has \/\/ in it/],
  ['a path of an HTTPRoute that ends in ".."', 'HTTPRoute', ['spec', 'rules', 0, 'matches', 0, 'path', 'value'], '/a/..', /ends in/],
  ['a redirect with a backend', 'HTTPRoute', ['spec', 'rules', 0, 'filters'], [{ type: 'RequestRedirect' }], /a redirect has a backend/],
  ['a backend that is not there', 'HTTPRoute', ['spec', 'rules', 0, 'backendRefs', 0, 'port'], 1, /there is no Service/],
  ['a host of a Route with a star', 'Route', ['spec', 'host'], '*.a', /is no DNS subdomain/],
  ['a relative path of a Route', 'Route', ['spec', 'path'], 'a', /does not begin with/],
  ['a path with passthrough', 'Route', ['spec', 'tls', 'termination'], 'passthrough', /there is one with passthrough/],
  ['a port of a Route that is not there', 'Route', ['spec', 'port', 'targetPort'], 'web', /there is no Service/],
  ['a wrong certificate', 'Ingress', ['spec', 'tls', 0, 'hosts', 0], '-', /is no DNS subdomain/],
  ['a peer of two kinds', 'NetworkPolicy', ['spec', 'ingress', 0, 'from', 0, 'ipBlock'], { cidr: '10.0.0.0/8' }, /not one thing/],
  ['a port of a policy', 'NetworkPolicy', ['spec', 'egress', 0, 'ports', 0, 'port'], 0, /no name of a port/],
  ['an end before the start', 'NetworkPolicy', ['spec', 'egress', 0, 'ports', 0, 'endPort'], 1, /endPort 1 is wrong/],
  ['a rule without verbs', 'Role', ['rules', 0, 'verbs'], [], /has no verbs/],
  ['a binding of no account', 'RoleBinding', ['subjects', 0, 'namespace'], '', /is no DNS label/],
  ['no access mode', 'PersistentVolumeClaim', ['spec', 'accessModes'], [], /accessModes: there is none/],
  ['no size', 'PersistentVolumeClaim', ['spec', 'resources', 'requests', 'storage'], '0Gi', /storage is zero/],
  ['a key with a slash', 'ConfigMap', ['data', 'a/b'], 'x', /no key of a ConfigMap/],
  ['a large ConfigMap', 'ConfigMap', ['data', 'a'], 'x'.repeat(1024 * 1024), /larger than 1 MiB/],
  ['a Secret that is no text', 'Secret', ['stringData', 'a'], 5, /is no text/],
  ['a wrong interval', 'ServiceMonitor', ['spec', 'endpoints', 0, 'interval'], '1s1m', /is no duration/],
  ['an alert without expression', 'PrometheusRule', ['spec', 'groups', 0, 'rules', 0, 'expr'], '', /has no expression/],
  ['two objects of one name', 'ConfigMap', NAME, 'my-release-jairouter-dashboard', /is there twice/],
])('finds %s', (_, kind, path, value, problem) => {
  expect(violationsOf(changed(kind, path, value)).join('\n')).toMatch(problem);
}); // prettier-ignore

it('knows no kind that it has no rules for', () => {
  expect(() => violationsOf([{ kind: 'CronJob', metadata: { name: 'a' } }])).toThrow('no rules for CronJob');
});
