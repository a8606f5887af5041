import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { overlay } from '../../../lib/engine/values/merge';
import { stacks } from '../../../lib/stacks/stacks';
import { objectsFor, rejections } from '../../kubernetes/tiny-stack';
import { REQUIRED_VALUES } from '../../support/required-values';

/** The default image, of the project of the document. */
export const ORIGINAL: JsonObject = {};
/** The fork, which the middleware needs. */
export const FORK: JsonObject = {
  image: { repository: 'lfreea/claude-relay-service', tag: '1.2.15' },
  streaming: { maxBodyMegabytes: 10 },
};

const withRequired = (values: readonly JsonObject[]) =>
  [REQUIRED_VALUES['claude-relay'] ?? {}, ...values].reduce(overlay);

/** The plain objects of the relay, with the required values too. */
export function objectsOf(...values: readonly JsonObject[]): readonly KubernetesObject[] {
  return objectsFor(stacks['claude-relay'].template(), withRequired(values));
}

/** The sentences with which values are rejected; none where they are not. */
export function rejected(...values: readonly JsonObject[]): readonly string[] {
  return rejections(stacks['claude-relay'].template(), withRequired(values));
}
