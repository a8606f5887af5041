import { App } from 'cdk8s';
import { objectsOf } from '../../engine/release/release';
import { at, metadataOf } from '../../engine/release/objects';
import type { KubernetesObject } from '../../engine/manifests/render';
import type { SecretForm } from '../../kubernetes/secret-form';
import { checkEnvironment } from '../environments/check';
import type { NamedEnvironment } from '../environments/environment';
import { stacksOf } from '../environments/stacks';
import { podSecurityOf } from '../objects/pod-security';
import { neededSecrets, type NeededSecret } from '../objects/secrets';
import { EnvironmentNamespace } from '../output/environment-namespace';
import { formsOf } from './forms';

/** A key of a Secret, and the form of its value. */
export interface NeededKey {
  readonly name: string;
  /** Whether everything runs without it. */
  readonly optional: boolean;
  readonly form: SecretForm;
}

/** A Secret that an environment needs and does not make. */
export interface EnvironmentSecret extends NeededSecret {
  readonly keys: readonly NeededKey[];
  readonly type: string;
}

/** What has to be in a cluster before an environment is applied or installed. */
export interface EnvironmentSecrets {
  readonly environment: string;
  /** The namespaces of the Secrets, as the environment's manifests have them, so that they differ in nothing later. */
  readonly namespaces: readonly KubernetesObject[];
  readonly secrets: readonly EnvironmentSecret[];
}

/**
 * The Secrets that an environment needs, with the forms of their values, and the namespaces that they are in.
 *
 * @throws ValuesError or ValidationError when the environment's values are not right
 */
export function secretsOf(environment: NamedEnvironment): EnvironmentSecrets {
  checkEnvironment(environment);
  const stacks = stacksOf(environment).map((stack) => ({ ...stack, objects: objectsOf(stack.release) }));
  const objects = stacks.flatMap((stack) => stack.objects);
  const formOf = formsOf(stacks);
  const secrets = neededSecrets(objects).map((secret) => {
    const keys = secret.keys.map((key) => ({ ...key, form: formOf(secret, key.name) }));
    const type = keys.map(({ form }) => form.type).find((one) => one !== undefined) ?? 'Opaque';
    return { ...secret, keys, type };
  });
  const rendered = [...ownNamespace(environment, objects), ...objects].filter(
    ({ kind }) => kind === 'Namespace',
  );
  const namespaces = [...new Set(secrets.map(({ namespace }) => namespace))].map((name) =>
    bare(
      name,
      rendered.find((object) => metadataOf(object).name === name),
    ),
  );
  return { environment: environment.name, namespaces, secrets };
}

function ownNamespace(
  { namespace }: NamedEnvironment,
  objects: readonly KubernetesObject[],
): readonly KubernetesObject[] {
  const chart = new EnvironmentNamespace(new App(), 'namespace', namespace, podSecurityOf(objects));
  return chart.apiObjects.map((object) => object.toJson() as KubernetesObject);
}

/** A namespace with the Pod Security Standards of its manifest. What else a manifest has is of a release, which this is not yet. */
function bare(name: string, rendered: KubernetesObject | undefined): KubernetesObject {
  const labels = Object.fromEntries(
    Object.entries(at(rendered, 'metadata', 'labels') ?? {}).filter(([key]) =>
      key.startsWith('pod-security.kubernetes.io/'),
    ),
  );
  const metadata = Object.keys(labels).length === 0 ? { name } : { name, labels };
  return { apiVersion: 'v1', kind: 'Namespace', metadata };
}
