import { defineStack } from '../definition';
import { JaiRouter } from './stack';

/** JAiRouter. */
export const jairouter = defineStack(__dirname, () => new JaiRouter());
