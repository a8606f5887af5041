import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { RefusedError, renderObjects, type KubernetesObject } from './template/render';
import type { Release as ReleaseContext } from './template/evaluate';
import type { StackTemplate } from './template/stack-template';
import { scalarText } from './values/merge';
import { sourceOf, ValuesError, valuesOf, type ValuesSource } from './values/check';

/** A stack installed: under a name, in a namespace, with values. */
export interface ReleaseProps {
  readonly stack: StackTemplate;
  /** Must be its own within the namespace. */
  readonly name: string;
  readonly namespace: string;
  /**
   * What is to differ from the stack's defaults, later sources over earlier ones.
   *
   * @default - the defaults alone
   */
  readonly values?: readonly ValuesSource[];
}

/**
 * A stack in a cdk8s app: what `helm install` of its chart would make, as a cdk8s chart of plain objects.
 *
 * @example new Release(app, 'relay', { stack: new ClaudeRelay(), name: 'relay', namespace: 'ai', values: [...] })
 */
export class Release extends Chart {
  /** @throws ValuesError when the values are not right */
  constructor(scope: Construct, id: string, props: ReleaseProps) {
    super(scope, id, { disableResourceNameHashes: true });
    objectsOf(props).forEach(
      (object, index) =>
        new ApiObject(this, `${String(index)}-${scalarText(object['kind'])}`, object as never),
    );
  }
}

/**
 * The objects of a release.
 *
 * @throws ValuesError when the values are not right
 */
export function objectsOf({ stack, name, namespace, values = [] }: ReleaseProps): KubernetesObject[] {
  const release: ReleaseContext = {
    name,
    namespace,
    chart: stack.chart,
    values: valuesOf(stack.declaration, values),
  };
  try {
    return renderObjects(stack, release);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    // Known here only: which file or flag the value came from.
    throw new ValuesError(
      error.problems.map(({ path, because }) => `${sourceOf(path.split('.'), values)}: ${path} ${because}`),
    );
  }
}
