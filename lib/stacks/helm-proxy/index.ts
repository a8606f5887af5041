import { defineStack } from '../definition';
import { HelmProxy } from './stack';

/** Definition of the stack helm-proxy. */
export const helmProxy = defineStack(__dirname, () => new HelmProxy());
