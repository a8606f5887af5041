import type { Overrides } from '../../lib/engine/index';
import type { webAppValues } from '../stack/values';

/** What each environment has instead of the defaults. */
export const environments = {
  dev: { replicaCount: 1 },
  prod: {
    autoscaling: { enabled: true },
    ingress: { enabled: true, className: 'nginx', hosts: [{ host: 'web-app.example.com' }] },
  },
} satisfies Record<string, Overrides<typeof webAppValues>>;
