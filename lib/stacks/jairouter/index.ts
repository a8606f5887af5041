import { defineStack } from '../definition';
import { jairouterSoftware } from './software';
import { JaiRouter } from './stack';

/** JAiRouter. */
export const jairouter = defineStack(__dirname, jairouterSoftware, () => new JaiRouter(), {
  login: { by: 'API key, the administrator by password', variable: 'JAIROUTER_SECURITY_ENABLED' },
});
