import { apiObject } from '../../lib/kubernetes/api-object';
import { imageValues } from '../../lib/kubernetes/image';
import * as k8s from '../../lib/kubernetes/k8s';
import { resourceValues } from '../../lib/kubernetes/resources';
import { validateResources } from '../../lib/kubernetes/validation';
import { globalImageValues } from '../../lib/kubernetes/image';
import { namingValues, Stack } from '../../lib/kubernetes/stack';
import type { ChartMetadata } from '../../lib/engine/template/chart-metadata';
import {
  and, appVersion, asJson, asInteger, asString, checksum, contains, distinct, either, equal, exceeds, firstMatch, greaterThan, hasKey, includes, isKind,
  joined, lengthOf, matches, not, or, orElse, product, releaseNamespace, replaceAll, requiredValue, sum, text, stringAt, trimPrefix, trimSuffix,
  truncate, type Condition,
} from '../../lib/engine/template/operators'; // prettier-ignore
import { literal, type Expr } from '../../lib/engine/template/expression';
import { Resource, type ResourceClass } from '../../lib/engine/template/resource';
import { ForEachEntry, ForEachItem, Named, OnlyIf } from '../../lib/engine/template/scopes';
import {
  choose,
  commented,
  each,
  eachEntry,
  ifSet,
  lines,
  merged,
  pair,
  when,
  type Lines,
  type Tree,
} from '../../lib/engine/template/tree';
import { entry, globalSection, list, mapOf, section } from '../../lib/engine/values/collections';
import { kubernetesObject } from '../../lib/engine/values/kubernetes-object';
import { required, optional, nullable, type JsonObject } from '../../lib/engine/values/declaration';
import { objectName, requiredName } from '../../lib/engine/values/names';
import { integer, port, quantity } from '../../lib/engine/values/numbers';
import { boolean, NASTY_STRINGS, oneOf, path, secret, string } from '../../lib/engine/values/scalars';
import { annotations, labels } from '../../lib/engine/values/string-maps';

const chart: ChartMetadata = {
  name: 'everything',
  version: '1.2.3',
  appVersion: '0o7',
  description: 'All that values and templates can do, in one chart that nobody deploys.',
  keywords: [],
  home: 'https://example.com',
  sources: [],
  maintainers: [{ name: 'nobody' }],
  kubeVersion: '>=1.27.0-0',
  annotations: {},
};

const service = entry('A service.', {
  enabled: boolean(true, 'Whether it is there; true where it is left out.'),
  name: required(requiredName('Its name.')),
  replicas: integer(2, 'Pods; 0 is not the default.', { minimum: 0, maximum: 5 }),
  zero: integer(0, 'A number whose default is 0.', { minimum: 0, maximum: 5 }),
  quiet: boolean(false, 'A flag whose default is false.'),
  image: imageValues({ repository: 'docker.io/library/nginx', tag: '1.10' }, 'Its image.'),
  ports: list(
    [{ name: 'http', port: 80 }],
    'Its ports.',
    entry('A port.', { name: required(requiredName('Name.')), port: required(port(1, 'Port.')) }),
  ),
  env: mapOf({}, 'Its environment.', string('', 'Value.'), {
    key: /^[A-Z_]+$/,
    expects: 'names',
    samples: ['A', 'B_C', 'Z'],
  }),
  resources: resourceValues(
    {
      limits: { cpu: '1', memory: '1Gi' },
      requests: { cpu: '1m', memory: '1Mi' },
    },
    'Its resources.',
  ),
  ingress: section('Its Ingress.', {
    enabled: boolean(false, 'Make one.'),
    path: path('/', 'Path.'),
    hosts: list([], 'Hosts.', requiredName('Host.')),
  }),
  note: string('', 'Any text.'),
  nought: optional(integer(0, 'A number that may be absent or 0.', { minimum: 0, maximum: 5 })),
  perhaps: optional(boolean(true, 'A flag that may be absent.')),
  disk: section('Its disk.', {
    size: quantity('1Gi', 'Its size.'),
    spare: optional(quantity('1', 'A size that may be absent.')),
  }),
  large: optional(integer(0, 'A large number.', { minimum: 1, maximum: 10_000_000_000 })),
});

export const everythingValues = section('Everything', {
  global: globalSection('Shared among charts.', { word: string('g', 'Any text.'), count: integer(3, 'A number.', { minimum: 0, maximum: 9 }), ...globalImageValues }),
  ...namingValues,
  text: string('text', 'Any text.'),
  empty: string('', 'Any text, empty by default.'),
  needed: string('needed', 'A text that must not be empty.'),
  secret: secret('A secret.'),
  large: integer(1_000_000, 'A large number.', { minimum: 0, maximum: 10_000_000_000 }),
  small: integer(3, 'A small number.', { minimum: 0, maximum: 999 }),
  maybe: optional(integer(5, 'A number that may be absent.', { minimum: 1, maximum: 2_000_000 })),
  nought: optional(integer(0, 'A number that may be absent or 0.', { minimum: 0, maximum: 5 })),
  perhaps: nullable(boolean(true, 'A flag that may be taken away.')),
  gone: nullable(oneOf('a', 'A word that may be taken away.', ['a', 'b', 'null'])),
  on: boolean(true, 'A flag.'),
  off: boolean(false, 'A flag.'),
  size: quantity('1Gi', 'A size.'),
  limit: nullable(quantity('2Gi', 'A size that may be taken away.')),
  spare: optional(quantity('1', 'A size that may be absent.')),
  sizes: list([], 'Sizes.', quantity('1', 'A size.')),
  'dash-ed': section('A key that Go templates cannot spell.', { 'and.dotted': string('x', 'Text.'), plain: objectName('', 'Name.') }),
  labels: labels({}, 'Labels.'),
  annotations: annotations({}, 'Annotations.'),
  object: kubernetesObject({}, 'A piece of an object.', [{ a: { b: ['0o7', 1, true, '{{ x }}'] }, y: 'y' }, { n: 999999, 'k.8/s': 'a: b' }, { s: 'set -e\nif x; then\n    # {{ y }}: z\n\n    true\nfi\n', t: 'a\nb', n: 1_000_650_000, l: [-2_147_483_647, '- a\n- b\n'] }]),
  probe: apiObject('Probe', 'A piece of a known type.', [{ exec: { command: ['sh', '-c', 'true\n'] }, periodSeconds: 1_000_000 }, { httpGet: { path: '/', port: 'y' } }]),
  volumes: list([], 'Pieces of a known type.', apiObject('Volume', 'A volume.', [{ name: 'a', emptyDir: { sizeLimit: 1 } }, { name: 'y', emptyDir: {} }])),
  words: list([], 'Texts.', string('', 'Text.')),
  names: list(['one'], 'Names, each of them once.', requiredName('Name.')),
  matrix: list([], 'Lists of lists.', entry('A row.', { cells: list([], 'Cells.', entry('A cell.', { value: required(string('', 'Text.')), on: boolean(true, 'Whether it counts.') })) })),
  services: mapOf({ web: { name: 'web' } }, 'Services.', service, {
    key: /^[a-z][a-z0-9-]*$/,
    expects: 'lowercase letters',
    samples: ['web', 'api', 'new-service', 'y', 'null', 'a-b'],
  }),
}); // prettier-ignore

/** Whether another chart has given a value of `global` a meaning of its own. */
function isTheirs(value: Expr<unknown>): Condition {
  return or(isKind('map', value), isKind('slice', value));
}

/** A kind of object that takes any property. */
const anything: ResourceClass<Record<string, unknown>> = {
  GVK: { apiVersion: 'v1', kind: 'Anything' },
  manifest: (props) => props,
};

/** What makes the rest of it visible: the other side of decisions, and something in each list and map. */
export const everythingBeside: JsonObject = {
  off: true,
  empty: 'full',
  maybe: 1,
  words: ['a'],
  spare: '1',
  sizes: ['1', '2'],
  annotations: { note: 'a' },
  labels: { team: 'a' },
  matrix: [{ cells: [{ value: 'a' }] }],
  services: { web: { ingress: { enabled: true, hosts: ['a'] }, env: { A: 'a' }, note: 'a' } },
};

/** A stack that uses every kind of value, expression, decision and loop, so that a comparison with Helm covers them all. */
export class Everything extends Stack<(typeof everythingValues)['shape']['fields']> {
  readonly notes: Lines<string>;

  constructor() {
    super(chart, everythingValues);
    const { values } = this;
    this.addValidation('needed', 'is empty.', not(values.needed));
    this.addValidation('small', 'is above large.', greaterThan(values.small, values.large));
    this.addValidation(
      'names',
      'has a name twice.',
      greaterThan(lengthOf(values.names), lengthOf(distinct(values.names))),
    );
    this.scalars();
    this.quantities();
    this.absent();
    this.collections();
    this.names();
    this.services();
    this.reasons();
    this.notes = lines('Installed.', when(values.on, text`In ${releaseNamespace}.`));
  }

  /** Comments in each place where one can stand, and conditions that are asked already. */
  private reasons(): void {
    const { values } = this;
    const { labels: userLabels, maybe, names, off, on, services, small, words } = values;
    const both = and(on, off);
    const container = (name: string, more = {}) => ({ name, image: 'a', ...more });
    Resource.of(new OnlyIf(this, 'reasonsEnabled', or(on, maybe)), 'reasons', {
      of: k8s.KubePod,
      manifest: {
        metadata: {
          ...this.main.metadata('-reasons'),
          annotations: merged(
            commented('A part of a {{ map }}, with # signs: and colons.', {
              first: when(both, 'both'),
              second: when(on, 'on'),
            }),
            commented('A map of the user, which may be empty.', userLabels),
            when(
              not(on),
              merged(
                { fourth: 'off' },
                when(or(on, off), { fifth: 'asked in part' }),
                when(or(on, off), merged({ sixth: 'again' }, when(off, { seventh: 'within' }))),
              ),
            ),
            { third: commented('A choice.', choose(both, 'both', choose(on, 'on', when(maybe, 'maybe')))) },
          ),
        },
        spec: {
          activeDeadlineSeconds: commented('A value that may be absent.', maybe),
          hostNetwork: commented('Around a decision.', when(on, commented('Within it.', true))),
          nodeSelector: commented('A map that may be empty.', ifSet(userLabels)),
          securityContext: choose(
            off,
            commented('One side.', { runAsUser: small }),
            choose(not(off), commented('The other side.', { runAsUser: 1 }), { runAsUser: 2 }),
          ),
          volumes: [{ name: 'a', emptyDir: choose(off, commented('Empty.', {}), { medium: 'Memory' }) }],
          containers: [
            commented('An item.', container('a')),
            { name: commented('The first property of an item.', 'b'), image: 'b' },
            when(both, container('c', { tty: when(off, true), stdin: when(and(on, maybe), true) })),
            when(on, container('d', { args: commented('A list.', [commented('Its item.', '-v'), words]) })),
            when(not(on), commented('An item at times.', container('e'))),
            commented(
              'A loop.',
              each(names, 'name', (name) => container('f', { command: [when(on, name)] })),
            ),
            eachEntry(services, { key: 'key', entry: 'service' }, (key, service) =>
              container('g', {
                args: [when(service.quiet, [key, when(service.quiet, 'quiet')]), when(on, 'on'), 'last'],
                env: [eachEntry(service.env, { key: 'key', entry: 'service' }, (name) => ({ name }))],
              }),
            ),
          ],
        },
      },
    });
  }

  private scalars(): void {
    const { values } = this;
    const dashed = values['dash-ed'];
    const several = this.namedCondition('several', 'Several.', or(values.off, greaterThan(values.small, 1)));
    const count = this.namedInteger('count', 'A number.', choose(several, sum(values.small, 10), 5));
    Resource.of(this, 'scalars', {
      of: k8s.KubeConfigMap,
      manifest: {
        metadata: {
          ...this.main.metadata('-scalars'),
          annotations: merged({ fixed: 'x' }, values.annotations),
        },
        data: {
          text: values.text,
          global: text`word ${either(isTheirs(values.global.word), literal('theirs'), values.global.word)}`,
          globalCount: choose(isTheirs(values.global.count), 'theirs', asString(values.global.count)),
          orElse: orElse(values.empty, 'other'),
          orText: orElse(values.empty, values.text),
          chain: orElse(orElse(values.empty, dashed.plain), appVersion),
          required: requiredValue(values.needed, 'needed must not be empty'),
          ifSet: ifSet(values.empty),
          gone: values.gone,
          mixed: text`<${values.text}> & "${values.empty}" \\ 100%`,
          tokens: text`${values.large}/${values.small}:${values.size}-${values.on}`,
          large: asString(values.large),
          product: asString(product(values.large, 1000)),
          count: text`${count}`,
          flag: asString(values.off),
          json: asJson(values.object),
          'json-text': asJson(values.text),
          checksum: checksum(values.labels),
          'checksum-text': checksum(values.text),
          'dash-ed': dashed['and.dotted'],
          length: text`${lengthOf(values.words)}`,
          joined: joined(values.words, ', '),
          includes: choose(includes(values.words, values.text), 'yes', 'no'),
          found: firstMatch(values.text, /[a-z]+ ?/),
          number: text`${sum(asInteger(firstMatch(values.text, /[1-9][0-9]{0,6}/)), 1)}`,
          trimmed: trimPrefix(values.text, 't'),
          hasKey: choose(hasKey(values.annotations, 'note'), 'yes', 'no'),
          several: choose(several, 'yes', choose(and(values.on, not(values.off)), 'no, on', 'no')),
          equal: when(equal(values.text, 'text'), 'it is'),
          secret: ifSet(values.secret),
          ...Object.fromEntries(NASTY_STRINGS.map((nasty, index) => [`nasty-${index}`, nasty])),
          lines: lines(
            '# {{ $labels.pod }}',
            text`namespace: ${releaseNamespace}`,
            when(values.on, lines('on: true', text`text: ${asJson(values.text)}`)),
            each(values.words, 'word', (word) => text`- ${asJson(word)}`),
            choose(values.off, 'off', 'not off'),
          ),
        },
      },
    });
    Resource.of(new OnlyIf(this, 'maybe', or(values.maybe, values.off)), 'deployment', {
      of: k8s.KubeDeployment,
      manifest: {
        metadata: this.main.metadata(),
        spec: {
          replicas: values.maybe,
          minReadySeconds: values.large,
          progressDeadlineSeconds: count,
          paused: values.off,
          selector: { matchLabels: this.main.selector },
          strategy: choose(values.on, { rollingUpdate: { maxSurge: values.small } }, { type: 'Recreate' }),
          template: {
            metadata: { labels: merged(this.main.labels, values.labels) },
            spec: {
              hostNetwork: choose(values.on, true, false),
              nodeSelector: choose(values.on, values.labels, { a: 'b' }),
              affinity: values.object,
              containers: [
                {
                  name: 'main',
                  image: 'x',
                  livenessProbe: values.probe,
                  args: [when(values.on, ['--on', values.text]), ...NASTY_STRINGS, values.words],
                },
                when(values.off, { name: 'side', env: [when(values.on, { name: 'A', value: values.text })] }),
                choose(
                  values.off,
                  { name: 'left', ports: [] },
                  { name: 'right', resources: { limits: { memory: values.size } } },
                ),
              ],
              volumes: [when(values.off, { name: 'a', emptyDir: {} }), values.volumes],
            },
          },
        },
      },
    });
  }

  /** Each operator on quantities, which may be given as the number 0. */
  private quantities(): void {
    const { empty, limit, size, sizes, spare, services } = this.values;
    const several: Readonly<Record<string, Expr<string | number>>> = { size, limit, spare };
    const quota = this.namedString('quota', 'A quantity.', orElse(spare, limit));
    const rested = this.namedCondition('rested', 'Whether some is left.', or(spare, not(limit)));
    const short = new Named(this, 'short', limit);
    const chosen = new Named(short, 'chosen', orElse(spare, size));
    const decided = (condition: Condition) => choose(condition, 'yes', 'no');
    const of = (name: string, value: Expr<string | number>): Record<string, Tree> => {
      const string = asString(value);
      return {
        [name]: value,
        [`${name}-if-set`]: ifSet(value),
        [`${name}-when`]: when(value, { [name]: value }),
        [`${name}-asked`]: decided(value),
        [`${name}-not`]: decided(not(value)),
        [`${name}-and`]: decided(and(value, size)),
        [`${name}-or`]: decided(or(spare, value)),
        [`${name}-or-else`]: orElse(value, '7'),
        [`${name}-or-number`]: orElse<string | number>(value, 7),
        [`${name}-or-size`]: orElse(orElse(value, spare), size),
        [`${name}-else`]: orElse(empty, string),
        [`${name}-text`]: text`<${value}>`,
        [`${name}-text-else`]: orElse(empty, text`<${value}>`),
        [`${name}-length`]: lengthOf(value),
        [`${name}-equal`]: decided(equal(string, '0')),
        [`${name}-unequal`]: decided(not(equal(string, '0'))),
        [`${name}-contains`]: decided(contains(string, '0')),
        [`${name}-matches`]: decided(matches(string, /^0$/)),
        [`${name}-found`]: firstMatch(string, /[0-9]/),
        [`${name}-truncated`]: truncate(string, 1),
        [`${name}-trimmed`]: [trimPrefix(string, '0'), trimSuffix(string, '0')],
        [`${name}-replaced`]: [replaceAll(string, '0', '+'), replaceAll(string, 'true', '')],
        [`${name}-number`]: sum(asInteger(firstMatch(string, /[0-9]/)), 1),
        [`${name}-json`]: asJson(value),
        [`${name}-checksum`]: checksum(value),
        [`${name}-joined`]: text`${joined(sizes, value === size ? ',' : ' ')}`,
        [`${name}-exceeds`]: [decided(exceeds(value, size)), decided(exceeds(size, value))],
        [`${name}-exceeds-else`]: decided(exceeds(orElse(value, '1'), orElse(limit, '1'))),
      };
    };
    Resource.of(chosen, 'quantities', {
      of: anything,
      manifest: {
        metadata: this.main.metadata('-quantities'),
        values: Object.entries(several).map(([name, value]) => ({
          name,
          of: { first: name, ...of(name, value) },
        })),
        names: { first: 'x', ...of('short', short.reference), ...of('chosen', chosen.reference) },
        required: requiredValue(size, 'size must not be empty'),
        requiredText: text`${requiredValue(size, 'size must not be empty')}`,
        helpers: { quota, text: text`${quota}`, rested: decided(rested), orElse: orElse(quota, 'none') },
        list: sizes,
        json: asJson(sizes),
        distinct: distinct(sizes),
        length: lengthOf(distinct(sizes)),
        loop: ['first', each(sizes, 'one', (one) => ({ first: 'x', ...of('one', one) }))],
        items: ['first', each(sizes, 'one', (one) => when(one, one))],
        lines: lines(
          text`size: ${size}`,
          when(spare, text`spare: ${spare}`),
          choose(limit, text`limit: ${limit}`, 'no limit'),
          each(sizes, 'one', (one) => when(one, text`- ${one}`)),
        ),
        entries: [
          'first',
          eachEntry(services, { key: 'key', entry: 'service' }, (key, { disk, resources }) => ({
            key,
            disk,
            resources,
            ...of('disk', disk.size),
            ...of('spare', disk.spare),
          })),
        ],
      },
    });
  }

  /** Values that may be absent, and are something else where they are empty. */
  private absent(): void {
    const { gone, maybe, nought, perhaps, services } = this.values;
    const of = (value: Expr<unknown>): Record<string, Tree> => ({
      is: value,
      ifSet: ifSet(value),
      asked: choose(value, 'yes', 'no'),
      not: choose(not(value), 'yes', 'no'),
      either: choose(or(value, gone), 'yes', 'no'),
      both: when(and(value, this.values.on), value),
      items: ['first', value, when(value, 'last')],
      maybe: [value],
    });
    Resource.of(this, 'absent', {
      of: anything,
      manifest: {
        metadata: this.main.metadata('-absent'),
        maybe: of(maybe),
        nought: { ...of(nought), orElse: orElse(nought, 3) },
        perhaps: { ...of(perhaps), orElse: orElse(perhaps, true) },
        gone: { ...of(gone), orElse: orElse<string>(gone, 'none') },
        entries: [
          'first',
          eachEntry(services, { key: 'key', entry: 'service' }, (key, service) => ({
            key,
            nought: { ...of(service.nought), orElse: orElse(service.nought, 3) },
            perhaps: { ...of(service.perhaps), orElse: orElse(service.perhaps, true) },
            zero: of(service.zero),
            quiet: of(service.quiet),
            note: of(service.note),
          })),
        ],
      },
    });
  }

  private collections(): void {
    const { values } = this;
    Resource.of(this, 'role', {
      of: k8s.KubeRole,
      manifest: {
        metadata: this.main.metadata('-role'),
        rules: [
          { verbs: ['get'], resourceNames: values.words },
          each(values.matrix, 'row', (row) => ({
            verbs: ['list'],
            resourceNames: ['always', each(row.cells, 'cell', (cell) => when(cell.on, cell.value))],
            apiGroups: [each(row.cells, 'cell', (cell) => cell.value)],
          })),
          each(values.matrix, 'row', (row) =>
            each(row.cells, 'cell', (cell) => [{ verbs: [cell.value] }, when(cell.on, { verbs: ['on'] })]),
          ),
        ],
      },
    });
    Resource.of(this, 'map', {
      of: k8s.KubeConfigMap,
      manifest: {
        metadata: { ...this.main.metadata('-map'), labels: merged(this.main.labels, values.labels) },
        data: merged(
          { fixed: 'x' },
          eachEntry(values.services, { key: 'name', entry: 'service' }, (name, entryOf) =>
            merged(
              pair(text`${name}.image`, text`${entryOf.image.repository}:${entryOf.image.tag}`),
              pair(text`${name}.note`, when(entryOf.enabled, entryOf.note)),
            ),
          ),
        ),
      },
    });
  }

  /** Whole resources for each item of a list: what the Helm Proxy does. */
  private names(): void {
    const loop = new ForEachItem(this, 'names', this.values.names, 'name');
    Resource.of(new OnlyIf(loop, 'other', not(equal(loop.item, 'a'))), 'name', {
      of: k8s.KubeRole,
      manifest: {
        metadata: { name: text`${this.fullname}-name`, namespace: loop.item, labels: this.main.labels },
        rules: [{ verbs: ['get'], resourceNames: [loop.item] }],
      },
    });
  }

  /** Whole resources for each entry of a map: what the MCP platform does. */
  private services(): void {
    const loop = new ForEachEntry(this, 'services', this.values.services, { key: 'key', entry: 'service' });
    const one = loop.entry;
    const enabled = new OnlyIf(loop, 'enabled', one.enabled);
    const there = new Named(enabled, 'called', orElse(one.image.tag, text`of-${one.name}`));
    validateResources(there, text`services.${loop.key}.resources`, one.resources);
    this.addValidationWithin(
      there,
      text`services.${loop.key}.replicas`,
      'is too many.',
      greaterThan(one.replicas, 4),
    );
    const metadata = {
      name: text`${this.fullname}-${loop.key}`,
      namespace: releaseNamespace,
      labels: merged(this.main.labels, { 'app.kubernetes.io/component': loop.key }),
      annotations: { called: there.reference, note: stringAt(this.values.annotations, loop.key) },
    };
    Resource.of(there, 'service-deployment', {
      of: k8s.KubeDeployment,
      manifest: {
        metadata,
        spec: {
          replicas: one.replicas,
          minReadySeconds: one.zero,
          paused: one.quiet,
          selector: { matchLabels: merged(this.main.selector, { 'app.kubernetes.io/component': loop.key }) },
          template: {
            spec: {
              containers: [
                {
                  name: one.name,
                  image: text`${one.image.repository}:${one.image.tag}`,
                  env: [
                    eachEntry(one.env, { key: 'variable', entry: 'value' }, (name, value) => ({
                      name,
                      value,
                    })),
                  ],
                  ports: [each(one.ports, 'port', (at) => ({ name: at.name, containerPort: at.port }))],
                  resources: {
                    limits: one.resources.limits,
                  },
                },
              ],
              priority: one.large,
            },
          },
        },
      },
    });
    Resource.of(
      new OnlyIf(there, 'ingress', and(one.ingress.enabled, one.ingress.hosts)),
      'service-ingress',
      {
        of: k8s.KubeIngress,
        manifest: {
          metadata,
          spec: {
            rules: [
              each(one.ingress.hosts, 'host', (host) => ({
                host,
                http: {
                  paths: [
                    {
                      path: one.ingress.path,
                      pathType: 'Prefix',
                      backend: { service: { name: text`${this.fullname}-${one.name}` } },
                    },
                  ],
                },
              })),
            ],
          },
        },
      },
    );
  }
}
