/** An example of each operator, of each part of a tree and of each scope. `npm run docs` renders them and writes docs/engine/operators.md. */
import type { Construct } from 'constructs';
import {
  and,
  appVersion,
  asInteger,
  asJson,
  asString,
  boolean,
  chartIsRoot,
  chartName,
  chartVersion,
  checksum,
  choose,
  commented,
  contains,
  countMatches,
  distinct,
  each,
  eachEntry,
  either,
  entry,
  equal,
  exceeds,
  firstMatch,
  firstWithin,
  ForEachEntry,
  ForEachItem,
  greaterThan,
  hasApi,
  hasKey,
  hostname,
  ifSet,
  imageTag,
  includes,
  integer,
  isGiven,
  isKind,
  joined,
  kubernetesObject,
  labels,
  lengthOf,
  lines,
  list,
  lookup,
  mapOf,
  matches,
  merged,
  Named,
  neverEmpty,
  not,
  objectName,
  objectWithin,
  oneOf,
  OnlyIf,
  optional,
  or,
  orElse,
  pair,
  port,
  product,
  quantity,
  releaseName,
  releaseNamespace,
  releaseService,
  requiredName,
  replaceAll,
  requiredValue,
  Resource,
  section,
  string,
  stringAt,
  stringsWithin,
  stringWithin,
  sum,
  text,
  trimPrefix,
  trimSuffix,
  truncate,
  union,
  when,
  type JsonObject,
  type Ref,
  type Tree,
} from '../../../lib/engine';
import { k8s } from '../../../lib/kubernetes';

/** What the examples refer to. */
export const values = section('Values of the examples.', {
  name: string('shop', 'Name of the shop.'),
  host: hostname('', 'Host of the shop.'),
  debug: boolean(false, 'Log all that happens.'),
  logLevel: oneOf('info', 'Log level.', ['warn', 'info', 'debug']),
  replicaCount: integer(2, 'Number of replicas.', { minimum: 0, maximum: 100 }),
  graceSeconds: optional(integer(30, 'Seconds to stop in.', { minimum: 0, maximum: 3600 })),
  tag: imageTag('', 'Tag of the image.'),
  memory: section('Memory.', {
    request: quantity('256Mi', 'What is requested.'),
    limit: quantity('1Gi', 'What is the most.'),
  }),
  args: list([], 'Arguments.', string('', 'An argument.')),
  namespaces: list([], 'Namespaces that are watched.', objectName('', 'A namespace.')),
  ports: list(
    [],
    'Ports.',
    entry('A port.', { name: requiredName('Its name.'), port: port(80, 'Its number.') }),
  ),
  users: mapOf({}, 'Users.', entry('A user.', { role: oneOf('reader', 'Role.', ['reader', 'admin']) }), {
    key: /^[a-z]+$/,
    expects: 'lowercase letters',
    samples: ['alice'],
  }),
  teamLabel: string('team', 'Label that names the team.'),
  labels: labels({}, 'Labels of all objects.'),
  podLabels: labels({}, 'Labels of the pods.'),
  volume: kubernetesObject({}, 'Source of the volume.', [{ emptyDir: {} }]),
});

/** The values that a user gives. */
export const given: JsonObject = {
  name: 'shop-of-all',
  host: 'shop.example.com',
  debug: true,
  logLevel: 'debug',
  replicaCount: 3,
  graceSeconds: 0,
  tag: 'v12.4',
  memory: { request: '2Gi' },
  args: ['--quiet', '--verbose', '--quiet'],
  namespaces: ['shop', 'shop-test'],
  ports: [{ name: 'http' }, { name: 'metrics', port: 9090 }],
  users: { alice: { role: 'admin' }, bob: {} },
  labels: { team: 'shop' },
  podLabels: { team: 'shop-pods', tier: 'front' },
  volume: {
    nfs: { server: 'nfs.example.com', path: '/shop' },
    cephfs: { monitors: ['10.0.0.1', '10.0.0.2'] },
    projected: { sources: [{ secret: { name: 'shop-keys' } }] },
  },
};

/** References to them, as `this.values` of a stack. */
export type Values = Ref<typeof values>;

/** Fields of an object. */
export type Fields = Readonly<Record<string, Tree>>;

export const operators: Readonly<Record<string, (values: Values) => Fields>> = {
  releaseName: () => ({ name: releaseName }),
  releaseNamespace: () => ({ namespace: releaseNamespace }),
  releaseService: () => ({ labels: { 'app.kubernetes.io/managed-by': releaseService } }),
  chartName: () => ({ labels: { 'app.kubernetes.io/name': chartName } }),
  chartIsRoot: () => ({ note: choose(chartIsRoot, 'alone', 'part of another chart') }),
  chartVersion: () => ({
    labels: { 'helm.sh/chart': replaceAll(text`${chartName}-${chartVersion}`, '+', '_') },
  }),
  appVersion: () => ({ labels: { 'app.kubernetes.io/version': appVersion } }),
  and: (values) => ({ type: when(and(values.debug, values.host), 'NodePort') }),
  or: (values) => ({ type: when(or(values.debug, values.host), 'NodePort') }),
  not: (values) => ({ quiet: not(values.debug) }),
  isGiven: (values) => ({ graceSeconds: choose(isGiven(values.graceSeconds), 'given', 'not given') }),
  isKind: (values) => ({ isMap: isKind('map', values.volume) }),
  equal: (values) => ({ debugging: equal(values.logLevel, 'debug') }),
  greaterThan: (values) => ({ minAvailable: when(greaterThan(values.replicaCount, 2), 2) }),
  exceeds: (values) => ({ tooLarge: exceeds(values.memory.request, values.memory.limit) }),
  contains: (values) => ({ isFull: contains(releaseName, values.name) }),
  matches: (values) => ({ isVersion: matches(values.tag, /^v[0-9]+[.][0-9]+$/) }),
  firstMatch: (values) => ({ major: firstMatch(values.tag, /[0-9]+/) }),
  countMatches: (values) => ({ dots: countMatches(values.host, /[.]/) }),
  hasKey: (values) => ({ hasTeam: hasKey(values.labels, 'team') }),
  stringAt: (values) => ({ team: stringAt(values.labels, values.teamLabel) }),
  union: (values) => ({ labels: union(values.podLabels, values.labels) }),
  includes: (values) => ({ quiet: includes(values.args, '--quiet') }),
  distinct: (values) => ({ args: distinct(values.args) }),
  joined: (values) => ({ namespaces: joined(values.namespaces, ',') }),
  lookup: () => ({
    password: stringWithin(lookup(['v1', 'Secret'], releaseNamespace, releaseName), 'data', 'password'),
  }),
  hasApi: () => ({ monitored: hasApi('monitoring.coreos.com/v1', 'ServiceMonitor') }),
  stringWithin: (values) => ({ server: stringWithin(values.volume, 'nfs', 'server') }),
  objectWithin: (values) => ({ nfs: objectWithin(values.volume, 'nfs') }),
  stringsWithin: (values) => ({ monitors: stringsWithin(values.volume, 'cephfs', 'monitors') }),
  firstWithin: (values) => ({
    secret: stringWithin(firstWithin(values.volume, 'projected', 'sources'), 'secret', 'name'),
  }),
  asInteger: (values) => ({ major: asInteger(firstMatch(values.tag, /[0-9]+/)) }),
  sum: (values) => ({ maxReplicas: sum(values.replicaCount, 2) }),
  product: (values) => ({ maxConnections: product(values.replicaCount, 10) }),
  orElse: (values) => ({ tag: orElse(values.tag, appVersion) }),
  either: (values) => ({ level: either(values.debug, text`debug`, values.logLevel) }),
  requiredValue: (values) => ({ name: requiredValue(values.name, 'name must not be empty') }),
  truncate: (values) => ({ name: truncate(text`${releaseName}-${values.name}`, 10) }),
  trimSuffix: (values) => ({ name: trimSuffix(truncate(values.name, 5), '-') }),
  trimPrefix: (values) => ({ version: trimPrefix(values.tag, 'v') }),
  replaceAll: (values) => ({ name: replaceAll(values.host, '.', '-') }),
  lengthOf: (values) => ({ ports: lengthOf(values.ports) }),
  checksum: (values) => ({ annotations: { 'checksum/labels': checksum(values.labels) } }),
  asString: (values) => ({ REPLICAS: asString(values.replicaCount) }),
  asJson: (values) => ({ 'args.json': asJson(values.args) }),
  text: (values) => ({ image: text`ghcr.io/example/shop:${orElse(values.tag, appVersion)}` }),
};

export const trees: Readonly<Record<string, (values: Values) => Fields>> = {
  when: (values) => ({ type: when(values.debug, 'NodePort') }),
  choose: (values) => ({ policy: choose(values.tag, 'IfNotPresent', 'Always') }),
  commented: () => ({ replicas: commented('Two would write to the same file.', 1) }),
  ifSet: (values) => ({ host: ifSet(values.host) }),
  each: (values) => ({
    ports: [each(values.ports, 'port', (port) => ({ name: port.name, containerPort: port.port }))],
  }),
  eachEntry: (values) => ({
    users: [
      eachEntry(values.users, { key: 'name', entry: 'user' }, (name, user) => ({ name, role: user.role })),
    ],
  }),
  merged: (values) => ({ labels: merged({ app: 'shop' }, values.labels) }),
  neverEmpty: (values) => ({
    ports: neverEmpty([when(not(values.debug), { port: 80 }), when(values.debug, { port: 8080 })]),
  }),
  pair: (values) => ({
    roles: eachEntry(values.users, { key: 'name', entry: 'user' }, (name, user) => pair(name, user.role)),
  }),
  lines: (values) => ({
    'app.conf': lines(text`name = ${values.name}`, when(values.debug, 'log = all')),
  }),
};

export const scopes: Readonly<Record<string, (stack: Construct, values: Values) => void>> = {
  OnlyIf: (stack, values) => {
    const debugging = new OnlyIf(stack, 'debugging', values.debug);
    Resource.of(debugging, 'only-if', {
      of: k8s.KubeConfigMap,
      manifest: { metadata: { name: 'debugging' }, data: { level: values.logLevel } },
    });
  },
  Named: (stack, values) => {
    const image = new Named(stack, 'image', text`ghcr.io/example/shop:${values.tag}`);
    Resource.of(image, 'named', {
      of: k8s.KubeConfigMap,
      manifest: {
        metadata: { name: 'images' },
        data: { first: image.reference, second: text`${image.reference}-debug` },
      },
    });
  },
  ForEachItem: (stack, values) => {
    const watched = new ForEachItem(stack, 'watched', values.namespaces, 'namespace');
    Resource.of(watched, 'for-each-item', {
      of: k8s.KubeConfigMap,
      manifest: { metadata: { name: releaseName, namespace: watched.item }, data: { by: releaseNamespace } },
    });
  },
  ForEachEntry: (stack, values) => {
    const users = new ForEachEntry(stack, 'users', values.users, { key: 'name', entry: 'user' });
    Resource.of(users, 'for-each-entry', {
      of: k8s.KubeConfigMap,
      manifest: { metadata: { name: users.key }, data: { role: users.entry.role } },
    });
  },
};
