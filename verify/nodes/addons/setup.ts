import { makeTemporaryFolder } from '../../../test/support/temporary-folder';
import { installAddons, installNodes } from '../../../tools/install';
import { requireMachine } from '../cluster/machine';

/** As for real nodes, with the controllers of others that run on them here. */
export default function setup(): void {
  requireMachine();
  makeTemporaryFolder();
  installNodes();
  installAddons();
}
