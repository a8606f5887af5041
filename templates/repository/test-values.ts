import type { JsonObject } from '../../lib/engine/values/declaration';
import { waysInBeside } from '../../test/support/ways-in';

/** What goes with everything that can be switched on. */
export const beside: JsonObject = waysInBeside;
