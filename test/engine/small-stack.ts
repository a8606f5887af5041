import { Evaluator } from '../../lib/engine/manifests/evaluate';
import type { ChartMetadata } from '../../lib/engine/template/chart-metadata';
import { TypedStackTemplate } from '../../lib/engine/template/stack-template';
import { lines, type Lines, type Tree } from '../../lib/engine/template/tree';
import { TemplateWriter } from '../../lib/engine/helm/template-writer';
import { entry, list, mapOf, section } from '../../lib/engine/values/collections';
import { kubernetesObject } from '../../lib/engine/values/kubernetes-object';
import type { Json, JsonObject } from '../../lib/engine/values/declaration';
import { nullableFields, required, optional } from '../../lib/engine/values/declaration';
import { coalesce } from '../../lib/engine/values/merge';
import { objectName, requiredName } from '../../lib/engine/values/names';
import { integer, quantity } from '../../lib/engine/values/numbers';
import { boolean, oneOf, string } from '../../lib/engine/values/scalars';
import { labels } from '../../lib/engine/values/string-maps';

export const smallChart: ChartMetadata = {
  name: 'small',
  version: '1.0.0',
  appVersion: '2.0.0',
  description: 'A stack with one value of each kind.',
  keywords: ['small'],
  home: 'https://example.com',
  sources: ['https://example.com/source'],
  maintainers: [{ name: 'nobody' }],
  kubeVersion: '>=1.27.0-0',
  annotations: {},
};

const PIECE = { type: 'object', properties: { a: { type: 'string' } } };

export const smallValues = section('Small', {
  on: boolean(true, 'A boolean.'),
  off: boolean(false, 'A boolean that is false.'),
  replicas: integer(2, 'An integer.', { minimum: 0, maximum: 9 }),
  large: integer(1_000_000, 'An integer that Helm prints as a float.', { minimum: 0, maximum: 10_000_000 }),
  maybe: optional(integer(5, 'An integer that may be absent.', { minimum: 1, maximum: 9 })),
  type: oneOf('ClusterIP', 'A word.', ['ClusterIP', 'NodePort']),
  name: string('', 'Any string, empty by default.'),
  host: objectName('host', 'A name.'),
  size: quantity('1Gi', 'A quantity.'),
  labels: labels({}, 'Labels.'),
  object: kubernetesObject({}, 'A piece of an object.', [{ a: 1 }]),
  piece: nullableFields(
    kubernetesObject({}, 'A piece whose fields may be null.', [], {
      name: 'Piece',
      schemas: { Piece: PIECE },
    }),
  ),
  words: list([], 'Any strings.', string('', 'A string.')),
  names: list(['one'], 'Names.', requiredName('A name.')),
  'dash-ed': section('A key that Go templates cannot spell.', { plain: string('x', 'A string.') }),
  services: mapOf(
    { web: { name: 'web' } },
    'Services.',
    entry('A service.', {
      name: required(requiredName('Its name.')),
      enabled: boolean(true, 'Whether it is there.'),
      port: integer(80, 'Its port.', { minimum: 1, maximum: 65535 }),
      probe: section('Its probe.', { path: string('/', 'Path.') }),
    }),
    { key: /^[a-z]+$/, expects: 'lowercase letters', samples: ['web'] },
  ),
});

/** A stack to put things into, one at a time. */
export class SmallStack extends TypedStackTemplate<(typeof smallValues)['shape']['fields']> {
  constructor(readonly notes: Lines<string> = lines('Installed.')) {
    super(smallChart, smallValues);
  }
}

/** What a release named `app` in the namespace `ai` with some values is rendered with. */
export function evaluatorOf(given: JsonObject = {}): Evaluator {
  return Evaluator.for({
    name: 'app',
    namespace: 'ai',
    chart: smallChart,
    values: coalesce(smallValues.default, given),
  });
}

/** What a tree comes to for some values. */
export function evaluated(tree: Tree, given: JsonObject = {}): Json | undefined {
  return evaluatorOf(given).tree(tree);
}

/** What a chart has for a map, line by line. */
export function written(tree: Tree): string[] {
  const writer = new TemplateWriter('small');
  writer.map(0, tree, writer.top());
  return writer.toString().trimEnd().split('\n');
}

/** The whole message of the error that something ends in, but for the line that an author's mistake is in, which is the test's. */
export function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message.replace(/ \(test\/[^()]*:\d+:\d+\)$/, '');
  }
  return 'no error';
}
