import type { Ref } from '../../engine/template/expression';
import { ifSet } from '../../engine/template/tree';
import type { jairouterValues } from './values';

/** Data of JAiRouter's Secret: keys and passwords. */
export function jairouterSecret({ auth }: Ref<typeof jairouterValues>) {
  return {
    'api-key': auth.apiKey,
    'jwt-secret': auth.jwtSecret,
    'admin-password': auth.adminPassword,
    'database-password': ifSet(auth.databasePassword),
  };
}
