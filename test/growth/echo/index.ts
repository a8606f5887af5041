import { defineStack } from '../../../lib/stacks/definition';
import { echoSoftware } from './software';
import { Echo } from './stack';

/** The echo, a stack as somebody might add it. */
export const echo = defineStack(__dirname, echoSoftware, () => new Echo());
