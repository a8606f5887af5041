import { serialize } from 'node:v8';
import type { KubernetesObject } from '../../engine/manifests/render';
import { renderRelease } from '../../engine/release/release';
import { notPlain } from '../../engine/values/plain';
import { toYamlDocuments } from '../../engine/yaml/document';
import type { NamedEnvironment } from '../environments/environment';
import { stacksOf, type DeployedStack, type RenderedStack } from '../environments/stacks';
import { asWritten } from './as-written';

/** A stack of an environment, with the text of its manifests. */
export interface WrittenStack extends RenderedStack {
  readonly manifests: string;
}

/** What a stack comes to. */
interface Written {
  readonly objects: readonly KubernetesObject[];
  readonly manifests: string;
}

/**
 * The stacks of an environment as they are written, in the order in which they are deployed. A stack that is the same in several clusters of
 * an environment is rendered once.
 *
 * @throws ValuesError when the values of a stack are not right
 */
export function writtenStacks(environment: NamedEnvironment): readonly WrittenStack[] {
  const known = knownOf(environment);
  return stacksOf(environment).map((stack) => {
    const key = known === undefined ? undefined : keyOf(stack);
    if (known === undefined || key === undefined) return { ...stack, ...write(stack) };
    const written = known.get(key) ?? write(stack);
    known.set(key, written);
    return { ...stack, ...written };
  });
}

function write({ release }: DeployedStack): Written {
  const { objects } = renderRelease({ ...release, service: 'cdk8s' });
  return { objects, manifests: toYamlDocuments(objects.map(asWritten)) };
}

/** The clusters of an environment follow one another: of others nothing is kept. */
const latest = { environment: '', written: new Map<string, Written>() };

/** What was written for other clusters of an environment; `undefined` where it has none. */
function knownOf({ cluster }: NamedEnvironment): Map<string, Written> | undefined {
  if (cluster === undefined) return undefined;
  if (latest.environment !== cluster.environment) {
    latest.environment = cluster.environment;
    latest.written = new Map();
  }
  return latest.written;
}

/** All that the manifests of a stack depend on, where it can be said: also the order of keys, and what is `undefined`. */
function keyOf({ name, release: { namespace, values = [] } }: DeployedStack): string | undefined {
  const given = values.map((source) => source.values);
  return notPlain(given) === undefined ? serialize([name, namespace, given]).toString('base64') : undefined;
}
