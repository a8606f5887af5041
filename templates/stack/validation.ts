import { validatePods, validateResources } from '../../lib/kubernetes/validation';
import type { WebAppStack } from './values';

/** Validation rules: values that do not go together. */
export function validate(stack: WebAppStack): void {
  validateResources(stack, 'resources', stack.values.resources);
  validatePods(stack, stack.values);
}
