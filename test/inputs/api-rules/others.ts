import type { Json, JsonObject } from '../../../lib/engine/values/declaration';
import { at, listAt, mapAt, mapsAt, repeated, stringAt } from './json';
import { labelProblems, placed, selectorProblems } from './metadata';
import { configKey, dnsLabel, dnsSubdomain, pathSegment } from './names';

type Rules = (object: JsonObject) => Iterable<string>;

const nothing: Rules = () => [];

const MAXIMUM_SIZE = 1024 * 1024;

/** What the API server rejects in all other objects. */
export const otherRules: Readonly<Record<string, Rules>> = {
  ConfigMap: (object) => dataProblems(object, ['data', 'binaryData']),
  Secret: (object) => dataProblems(object, ['data', 'stringData']),
  // Nothing but metadata that could be wrong.
  Namespace: nothing,
  // Objects of the user are the user's.
  PriorityClass: nothing,
  *ScaledObject(object) {
    yield* placed('scaleTargetRef', dnsSubdomain(stringAt(object, 'spec', 'scaleTargetRef', 'name')));
    if (mapsAt(object, 'spec', 'triggers').length === 0) yield 'triggers: there are none';
  },
  *ExternalSecret(object) {
    yield* placed('secretStoreRef', dnsSubdomain(stringAt(object, 'spec', 'secretStoreRef', 'name')));
    yield* placed('target', dnsSubdomain(stringAt(object, 'spec', 'target', 'name')));
    const data = mapsAt(object, 'spec', 'data');
    if (data.length === 0) yield 'data: there is none';
    for (const one of data) {
      yield* placed('secretKey', configKey(stringAt(one, 'secretKey')));
      if (stringAt(one, 'remoteRef', 'key') === '') yield 'remoteRef: there is no key';
    }
  },
  *ServiceAccount(object) {
    for (const secret of mapsAt(object, 'imagePullSecrets'))
      yield* placed('imagePullSecrets', dnsSubdomain(stringAt(secret, 'name')));
  },
  Role: ruleProblems,
  ClusterRole: ruleProblems,
  RoleBinding: bindingProblems,
  ClusterRoleBinding: bindingProblems,
  *ServiceMonitor(object) {
    yield* selectorProblems('selector', at(object, 'spec', 'selector'));
    for (const name of listAt(object, 'spec', 'namespaceSelector', 'matchNames'))
      yield* placed('namespaceSelector', dnsLabel(String(name)));
    for (const endpoint of mapsAt(object, 'spec', 'endpoints')) {
      for (const key of ['interval', 'scrapeTimeout'])
        if (endpoint[key] !== undefined) yield* placed(key, durationProblem(endpoint[key]));
    }
  },
  *PrometheusRule(object) {
    const groups = mapsAt(object, 'spec', 'groups');
    for (const name of repeated(groups.map((group) => stringAt(group, 'name'))))
      yield `groups: ${name} is there twice`;
    for (const rule of groups.flatMap((group) => mapsAt(group, 'rules'))) {
      if (stringAt(rule, 'expr') === '') yield `rules: ${stringAt(rule, 'alert')} has no expression`;
      yield* placed('rules.for', durationProblem(rule['for']));
    }
  },
  // Objects of operators, whose own rules are in their schemas.
  Logging: nothing,
  *Flow(object) {
    for (const match of mapsAt(object, 'spec', 'match'))
      yield* labelProblems('match', at(match, 'select', 'labels'));
  },
  ClusterFlow: nothing,
  Output: nothing,
  ClusterOutput: nothing,
};

function* dataProblems(object: JsonObject, parts: readonly string[]): Generator<string> {
  let size = 0;
  for (const [key, value] of parts.flatMap((part) => Object.entries(mapAt(object, part)))) {
    yield* placed('data', configKey(key));
    if (typeof value !== 'string') yield `data: ${key} is no text`;
    // What is in a ConfigMap has to be text that can be written as UTF-8.
    else if (/\p{Surrogate}/u.test(value)) yield `data: ${key} is no Unicode`;
    size += Buffer.byteLength(String(value));
  }
  if (size > MAXIMUM_SIZE) yield 'data is larger than 1 MiB';
}

function* ruleProblems(object: JsonObject): Generator<string> {
  for (const rule of mapsAt(object, 'rules')) {
    if (listAt(rule, 'verbs').length === 0) yield 'rules: one has no verbs';
    const urls = listAt(rule, 'nonResourceURLs').length > 0;
    if (urls) continue;
    if (listAt(rule, 'apiGroups').length === 0) yield 'rules: one has no apiGroups';
    if (listAt(rule, 'resources').length === 0) yield 'rules: one has no resources';
  }
}

function* bindingProblems(object: JsonObject): Generator<string> {
  if (stringAt(object, 'roleRef', 'apiGroup') !== 'rbac.authorization.k8s.io')
    yield 'roleRef has another group';
  yield* placed('roleRef', pathSegment(stringAt(object, 'roleRef', 'name')));
  for (const subject of mapsAt(object, 'subjects')) {
    yield* placed('subjects', dnsSubdomain(stringAt(subject, 'name')));
    if (subject['kind'] === 'ServiceAccount')
      yield* placed('subjects', dnsLabel(stringAt(subject, 'namespace')));
  }
}

// The pattern of durations in the custom resources of the Prometheus Operator.
const DURATION =
  /^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$/;

function durationProblem(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' && DURATION.test(value)
    ? undefined
    : `${JSON.stringify(value)} is no duration`;
}
