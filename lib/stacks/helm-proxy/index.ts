import { defineStack } from '../definition';
import { proxySoftware } from './software';
import { HelmProxy } from './stack';

/** Definition of the stack helm-proxy. */
export const helmProxy = defineStack(__dirname, proxySoftware, () => new HelmProxy(), {
  // The API has no authentication, and no setting adds any.
  login: {},
});
