import { section } from '../engine/values/collections';
import { nullable } from '../engine/values/declaration';
import { quantity } from '../engine/values/numbers';

/** CPU and memory that a container gets. */
export interface ResourceDefaults {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu: string; readonly memory: string };
}

/** The values of a container's resources; each is nullable. */
export function resourceValues({ requests, limits }: ResourceDefaults, description: string) {
  return section(description, {
    limits: section('Resource limits.', {
      cpu: nullable(quantity(limits.cpu, 'CPU limit.')),
      memory: nullable(quantity(limits.memory, 'Memory limit.')),
    }),
    requests: section('Resource requests.', {
      cpu: nullable(quantity(requests.cpu, 'CPU request.')),
      memory: nullable(quantity(requests.memory, 'Memory request.')),
    }),
  });
}
