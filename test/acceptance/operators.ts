import { stringify } from 'yaml';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { environmentOf, type Variable } from './environment';
import { Comparison } from './equality';
import {
  isEmpty,
  isList,
  isMap,
  listOf,
  mapOf,
  maps,
  scalars,
  hasEntries,
  type Found,
  type Json,
  type JsonObject,
} from './json';
import { allowsFromNamespace, allowsPort } from './network-policy';
import { at } from './path';
import { quantity } from './quantity';
import { select } from './select';
import { findObject, isClusterScoped, labels, namedPorts, secretTexts, workloadsOf } from './workloads';

/** One thing that an assertion selects. */
export interface Subject {
  /** What the assertion's path leads to. */
  readonly value: Found;
  /** The object, or the content of the file, that the path starts from. */
  readonly object: JsonObject;
  /** Whether the value is there. An empty value of an object counts as absent; one of a file is a default. */
  readonly present: boolean;
}

/** All that an assertion selects, and what is needed to judge it. */
export interface Selection {
  readonly subjects: readonly Subject[];
  /** Whether `absent` may find no object: if the object is what must be absent, or if any number will do. */
  readonly mayBeNone: boolean;
  /** The key that the values stand under. */
  readonly key: string;
  /** All objects of the rendering. */
  readonly objects: readonly KubernetesObject[];
}

/** Whether a selection is as a document states it; `expected` is the `value` of the assertion. */
export type Operator = (selection: Selection, expected: Found) => boolean;

/** A question to one subject. `value` is the subject's own, `expected` the assertion's. */
type Test = (value: Found, expected: Found, context: Subject & Selection) => boolean;

/** At least one subject passes. */
const some =
  (test: Test): Operator =>
  (selection, expected) =>
    selection.subjects.some((subject) => test(subject.value, expected, { ...selection, ...subject }));

/** All subjects pass. That nothing was selected is no pass: most likely the selector is wrong. */
const every =
  (test: Test): Operator =>
  (selection, expected) =>
    selection.subjects.length > 0 &&
    selection.subjects.every((subject) => test(subject.value, expected, { ...selection, ...subject }));

const not =
  (test: Test): Test =>
  (value, expected, context) =>
    !test(value, expected, context);

const compare = ({ objects }: Selection): Comparison => new Comparison(namedPorts(objects));

const equals: Test = (value, expected, context) => compare(context).equal(expected, value, context.key);

const contains = (value: Found, wanted: Json, context: Selection): boolean =>
  listOf(value).some((element) => compare(context).contained(wanted, element, context.key));

const matches: Test = (value, expected) => new RegExp(text(expected)).test(String(value));

const containsValue: Test = (value, expected) =>
  scalars(value).some((scalar) => scalar.includes(text(expected)));

/** Also keys, and texts that YAML would write in quotes or over several lines. */
const containsText: Test = (value, expected, context) =>
  stringify(value ?? null, { lineWidth: 0 }).includes(text(expected)) ||
  containsValue(value, expected, context);

const secretContains: Test = (_, expected, { object }) =>
  object.kind === 'Secret' &&
  Object.values(secretTexts(object)).some((value) => value.includes(text(expected)));

const atLeast: Test = (value, expected) => typeof value === 'number' && value >= number(expected);

const referencesSecret = (value: Found, isMeant: (name: Found) => boolean): boolean =>
  maps(value).some((map) =>
    ['secretRef.name', 'secretKeyRef.name', 'secret.name', 'secretName'].some((path) =>
      isMeant(at(map, path)),
    ),
  );

/** A question to each expected variable of a container. */
const variables =
  (test: (variable: Variable | undefined, expected: Json) => boolean): Test =>
  (container, expected, { objects }) => {
    const environment = environmentOf(container, objects);
    return (
      isMap(container) &&
      Object.entries(map(expected)).every(([name, value]) => test(environment.get(name), value))
    );
  };

/**
 * The operators that assertions may use.
 *
 * If several objects are selected, it is enough that one of them passes, except where the operator denies
 * something or says "all": then each must, and there must be one.
 */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  // Presence

  /** The object is there, and what the path names is there in it. */
  exists: ({ subjects }) => subjects.some(({ present }) => present),
  /** No such object; with a path: none of the objects has it. */
  absent: ({ subjects, mayBeNone }) =>
    (mayBeNone || subjects.length > 0) && subjects.every(({ present }) => !present),
  /** A list, map or text with something in it. */
  'non-empty': some((value) => !isEmpty(value)),

  // Equality

  equals: some(equals),
  'equals-all': every(equals),
  'not-equals': every(not(equals)),
  /** One of the listed values; null in the list: may also be absent. */
  in: some((value, expected, context) =>
    list(expected).some((option) => equals(value, option, context) || (option === null && isEmpty(value))),
  ),
  /** The documented structure is part of the value. */
  subset: some((value, expected, context) =>
    compare(context).contained(defined(expected), value, context.key),
  ),
  /** The map has every documented key with the same value. */
  'superset-of': some((value, expected, context) => compare(context).superset(map(expected), value)),
  /** Every namespaced object names this namespace. */
  'namespaced-equals': (selection, expected) => {
    const subjects = selection.subjects.filter(({ object }) => !isClusterScoped(object));
    return every((_, namespace, { object }) => at(object, 'metadata.namespace') === text(namespace))(
      { ...selection, subjects },
      expected,
    );
  },

  // Lists and maps

  /** Some element has the documented structure. */
  contains: some((value, expected, context) => contains(value, defined(expected), context)),
  'contains-all': some((value, expected, context) =>
    list(expected).every((wanted) => contains(value, wanted, context)),
  ),
  /** Some element starts with the text. */
  'contains-prefix': some((value, expected) =>
    listOf(value).some((element) => String(element).startsWith(text(expected))),
  ),
  /** The length of the list. */
  count: some((value, expected) => isList(value) && value.length === number(expected)),
  /** A map with no other keys than the listed ones. */
  'keys-within': some(
    (value, expected) => isMap(value) && Object.keys(value).every((key) => list(expected).includes(key)),
  ),

  // Numbers

  gte: some(atLeast),
  lte: some((value, expected) => typeof value === 'number' && value <= number(expected)),
  'absent-or-gte': some(
    (value, expected, context) => value === undefined || value === null || atLeast(value, expected, context),
  ),
  /** The workload's own number, or the least that its HorizontalPodAutoscaler keeps. */
  'gte-or-hpa': some((value, expected, context) => {
    const { object, objects } = context;
    const scalers = objects.filter(
      (other) =>
        other.kind === 'HorizontalPodAutoscaler' &&
        at(other, 'spec.scaleTargetRef.kind') === object.kind &&
        at(other, 'spec.scaleTargetRef.name') === at(object, 'metadata.name'),
    );
    return [value, ...scalers.map((scaler) => at(scaler, 'spec.minReplicas'))].some((replicas) =>
      atLeast(replicas, expected, context),
    );
  }),

  // Texts

  /** A regular expression on the text. */
  matches: some((value, expected, context) => !isEmpty(value) && matches(value, expected, context)),
  'not-matches': every((value, expected, context) => !isEmpty(value) && !matches(value, expected, context)),
  /** Some text, number or boolean in the value is or includes the text. */
  'contains-value': some(containsValue),
  'not-contains-value': every(not(containsValue)),
  /** The value, written as YAML, includes the text. */
  'contains-text': some(containsText),
  'not-contains-text': every(not(containsText)),

  // Secrets

  /** A Secret in which some decoded value includes the text. */
  'secret-contains': some(secretContains),
  /** A Secret with all of the keys. */
  'secret-keys': some(
    (_, expected, { object }) =>
      object.kind === 'Secret' && list(expected).every((key) => String(key) in secretTexts(object)),
  ),
  'contains-value-or-secret': some(
    (value, expected, context) =>
      containsValue(value, expected, context) || secretContains(value, expected, context),
  ),

  // A container's environment

  /** The container has the variable, from wherever. */
  'env-exists': some((container, expected, { objects }) =>
    environmentOf(container, objects).has(text(expected)),
  ),
  /** The variable comes from a Secret. */
  'env-from-secret': some(
    (container, expected, { objects }) =>
      environmentOf(container, objects).get(text(expected))?.source === 'Secret',
  ),
  'env-equals': some(variables((variable, expected) => variable?.value === String(expected))),
  'env-equals-or-absent': every(
    variables((variable, expected) => variable === undefined || variable.value === String(expected)),
  ),
  'env-in': some(
    variables((variable, expected) => list(expected).some((option) => variable?.value === option)),
  ),
  'env-matches': some(
    variables(
      (variable, expected) =>
        variable?.value !== undefined && new RegExp(text(expected)).test(variable.value),
    ),
  ),
  /** The environment of a Compose service, which is a map or a list of `NAME=value`. */
  'env-contains': some((value, expected) => {
    const pairs = isList(value)
      ? value.map((entry) => String(entry).split(/=(.*)/s))
      : Object.entries(mapOf(value)).map(([name, text]) => [name, String(text)]);
    const environment = new Map(pairs.map(([name, text]) => [name, text]));
    return Object.entries(map(expected)).every(([name, wanted]) => environment.get(name) === String(wanted));
  }),
  /** One of the entries holds: `-flag: value` on the command line, or `NAME: value` in the environment. */
  'arg-or-env': some((container, expected, { objects }) => {
    const line = [...listOf(at(container, 'command')), ...listOf(at(container, 'args'))].join(' ');
    const words = line.split(/[\s=]+/);
    const environment = environmentOf(container, objects);
    return Object.entries(map(expected)).some(([name, value]) =>
      name.startsWith('-')
        ? // Go programs take a flag with one dash or with two.
          words.some((word, index) => [name, `-${name}`].includes(word) && words[index + 1] === String(value))
        : environment.get(name)?.value === String(value),
    );
  }),

  // Pods

  /** The pod takes a variable or a volume from the Secret. */
  'references-secret': some((value, expected) => referencesSecret(value, (name) => name === text(expected))),
  'references-secret-any': some((value) => referencesSecret(value, (name) => name !== undefined)),
  'references-configmap': some((value, expected) =>
    maps(value).some((inner) =>
      ['configMap.name', 'configMapRef.name', 'configMapKeyRef.name'].some(
        (path) => at(inner, path) === text(expected),
      ),
    ),
  ),
  /** Some volume of the list is a claim, or the StatefulSet makes one. */
  'has-pvc-volume': some(
    (volumes, _, { object }) =>
      listOf(volumes).some((volume) => isMap(at(volume, 'persistentVolumeClaim'))) ||
      !isEmpty(at(object, 'spec.volumeClaimTemplates')),
  ),
  /** The annotations have a checksum, so that a changed configuration makes new pods. */
  'has-checksum': some((annotations) =>
    Object.keys(mapOf(annotations)).some((key) => key.startsWith('checksum/')),
  ),
  /** Each container of the pod runs with these fields of a security context, its own or else the pod's. */
  'run-as': some((pod, expected) => {
    const containers = listOf(at(pod, 'containers'));
    return (
      containers.length > 0 &&
      containers.every((container) =>
        hasEntries(
          { ...mapOf(at(pod, 'securityContext')), ...mapOf(at(container, 'securityContext')) },
          map(expected),
        ),
      )
    );
  }),
  /** Each container of the list has requests and limits for CPU and memory. */
  'all-have-resources': every(
    (containers) =>
      !isEmpty(containers) &&
      listOf(containers).every((container) =>
        ['requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'].every(
          (path) => !isEmpty(at(container, `resources.${path}`)),
        ),
      ),
  ),
  /** Each request and limit of the expected resources is there and is no more than that. */
  'resources-lte': some((resources, expected) => {
    const fields = Object.entries(map(expected)).flatMap(([kind, amounts]) =>
      Object.entries(mapOf(amounts)).map(([name, most]) => ({
        least: quantity(at(resources, `${kind}["${name}"]`)),
        most: quantity(most),
      })),
    );
    return (
      fields.length > 0 &&
      fields.every(({ least, most }) => least !== undefined && most !== undefined && least <= most)
    );
  }),

  // Network policies

  /** Some of the rules admits the port. */
  'allows-port': some((rules, expected, { objects }) =>
    allowsPort(rules, number(expected), namedPorts(objects)),
  ),
  /** Some of the rules admits traffic from the namespace to the port. */
  'allows-from-namespace': some((rules, expected, { objects }) => {
    const { namespace, port } = map(expected);
    return allowsFromNamespace(rules, text(namespace), number(port), namedPorts(objects));
  }),

  // References within the rendering

  /** The backend of an Ingress names a Service and a port of it. */
  'resolves-to-service': some((backend, _, { objects }) => {
    const service = findObject(objects, 'Service', at(backend, 'name'));
    const { name, number } = mapOf(at(backend, 'port'));
    return listOf(at(service, 'spec.ports'))
      .filter(isMap)
      .some((port) => (name === undefined ? port.port === number : port.name === name));
  }),
  /** The reference, a kind and a name, is to an object of the rendering; a mere text names a ServiceAccount. */
  'resolves-to-object': some((reference, _, { objects }) =>
    isMap(reference)
      ? findObject(objects, reference.kind, reference.name) !== undefined
      : findObject(objects, 'ServiceAccount', reference ?? '') !== undefined,
  ),
  /** All subjects of a binding are ServiceAccounts of the rendering. */
  'resolves-to-serviceaccount': some(
    (subjects, _, { objects }) =>
      !isEmpty(subjects) &&
      listOf(subjects).every(
        (subject) =>
          at(subject, 'kind') === 'ServiceAccount' &&
          findObject(objects, 'ServiceAccount', at(subject, 'name')) !== undefined,
      ),
  ),
  /** Some container of the pod has a Redis host in its environment that is a Service of the rendering. */
  'redis-host-resolves': some((pod, _, { objects }) =>
    listOf(at(pod, 'containers')).some((container) =>
      [...environmentOf(container, objects)].some(
        ([name, { value }]) =>
          /REDIS.*(HOST|ADDR|URL)/.test(name) &&
          findObject(objects, 'Service', serviceIn(value ?? '')) !== undefined,
      ),
    ),
  ),
  /** The selector of a Service takes the pods of exactly this selection of workloads. */
  'selects-only': some((selector, expected, { objects }) => {
    const selected = workloadsOf(mapOf(selector), objects);
    const meant = select(objects, text(expected));
    return (
      meant.length > 0 &&
      selected.length === meant.length &&
      meant.every((object) => selected.includes(object))
    );
  }),
  /** A ServiceMonitor selects a Service of the rendering which has all of the ports that are to be scraped. */
  'selects-service-port': some((monitor, _, { objects }) => {
    const endpoints = listOf(at(monitor, 'endpoints'));
    return objects.some(
      (service) =>
        service.kind === 'Service' &&
        hasEntries(labels(service), mapOf(at(monitor, 'selector.matchLabels'))) &&
        endpoints.length > 0 &&
        endpoints.every((endpoint) =>
          listOf(at(service, 'spec.ports[*].name')).includes(at(endpoint, 'port') ?? null),
        ),
    );
  }),
};

/** The Service that an address names: `redis` in `redis`, `redis.ns.svc:6379` and `redis://user@redis:6379/0`. */
function serviceIn(address: string): string {
  const host = address
    .replace(/^\w+:\/\//, '')
    .replace(/^[^/]*@/, '')
    .replace(/[:/].*$/, '');
  // Only names of the cluster: `redis.example.com` is not the Service `redis`.
  return /^([a-z0-9-]+)(\.[a-z0-9-]+(\.svc(\.[a-z0-9.-]+)?)?)?$/.exec(host)?.[1] ?? '';
}

// The expected value has to be of the kind that the operator compares with; anything else is a mistake in the data.

function defined(expected: Found): Json {
  if (expected === undefined) throw new TypeError('The assertion has no value.');
  return expected;
}

function text(expected: Found): string {
  if (typeof expected !== 'string') throw new TypeError(`${JSON.stringify(expected)} is not a text.`);
  return expected;
}

function number(expected: Found): number {
  if (typeof expected !== 'number') throw new TypeError(`${JSON.stringify(expected)} is not a number.`);
  return expected;
}

function list(expected: Found): readonly Json[] {
  if (!isList(expected)) throw new TypeError(`${JSON.stringify(expected)} is not a list.`);
  return expected;
}

function map(expected: Found): JsonObject {
  if (!isMap(expected)) throw new TypeError(`${JSON.stringify(expected)} is not a map.`);
  return expected;
}
