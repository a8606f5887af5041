import type { JsonObject } from '../../../lib/engine/values/declaration';
import { waysInBeside } from '../ways-in';

/** The values without which its chart is not rendered. */
export const required: JsonObject = {
  auth: {
    apiKey: 'test-key',
    jwtSecret: 'test-jwt-secret-of-32-characters-',
    adminPassword: 'test-password',
  },
};

/** What goes with everything that can be switched on. */
export const beside: JsonObject = waysInBeside;

/** What there is besides, instead of some of that. */
export const otherwise: JsonObject = {
  stateless: false,
  replicaCount: 1,
  autoscaling: { enabled: false },
  podDisruptionBudget: { enabled: false },
};

/** Values with which it warns of all that it can. */
export const warned: readonly JsonObject[] = [
  { image: { tag: '9' } },
  { auth: { apiKey: 'sk-0123456789' } },
  { auth: { apiKey: 'sk-😀😀😀😀' } },
];
