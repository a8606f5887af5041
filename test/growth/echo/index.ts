import { defineStack } from '../../../lib/stacks/definition';
import { Echo } from './stack';

/** The echo, a stack as somebody might add it. */
export const echo = defineStack(__dirname, () => new Echo());
