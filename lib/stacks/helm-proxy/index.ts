import { defineStack } from '../definition';
import { HelmProxy } from './stack';

/** The Helm Proxy. */
export const helmProxy = defineStack(__dirname, () => new HelmProxy());
