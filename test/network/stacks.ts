import { overridesOf, type NamedEnvironment } from '../../lib/app/environments/environment';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { renderObjects, type KubernetesObject } from '../../lib/engine/manifests/render';
import { valuesOf } from '../../lib/engine/values/check';
import { objectsByFile } from '../support/environments';

/** The objects of each stack of an environment; those of none, such as its namespace, are under `undefined`. */
export type StackObjects = ReadonlyMap<StackName | undefined, readonly KubernetesObject[]>;

/**
 * What is applied in an environment, with the pods of `helm test`, by stack.
 *
 * @throws Error when a file is of no stack
 */
export async function objectsByStack(environment: NamedEnvironment): Promise<StackObjects> {
  const byStack = new Map<StackName | undefined, readonly KubernetesObject[]>();
  for (const [file, objects] of await objectsByFile(environment)) {
    const [, part = ''] = /\/\d+-(.+)\.k8s\.yaml$/.exec(file) ?? [];
    if (part === 'namespace') byStack.set(undefined, objects);
    else if (isStackName(part)) byStack.set(part, [...objects, ...testsOf(environment, part)]);
    else
      throw new Error(
        `${file} is of no stack; ${__filename} knows NUMBER-SYSTEM.k8s.yaml and NUMBER-namespace.`,
      );
  }
  return byStack;
}

function isStackName(name: string): name is StackName {
  return Object.hasOwn(stacks, name);
}

/** The pods that `helm test` of a stack runs. */
function testsOf(environment: NamedEnvironment, name: StackName): KubernetesObject[] {
  const template = stacks[name].template();
  const given = overridesOf(environment, name) ?? {};
  const values = valuesOf(template.declaration, [{ name: environment.name, values: given }]);
  const release = { name, namespace: environment.namespace, chart: template.chart, values };
  return renderObjects(template, release, { hooks: true }).filter((object) => {
    const { annotations } = object['metadata'] as { annotations?: Record<string, string> };
    return annotations?.['helm.sh/hook'] === 'test';
  });
}
