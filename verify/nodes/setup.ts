import { makeTemporaryFolder } from '../../test/support/temporary-folder';
import { installNodes } from '../../tools/install';
import { requireMachine } from './cluster/machine';

/** Says at once what the machine cannot do, and builds what is missing before the first test, so that no test times out over it. */
export default function setup(): void {
  requireMachine();
  makeTemporaryFolder();
  installNodes();
}
