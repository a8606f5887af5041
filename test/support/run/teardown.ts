import { removeTemporaryFolder } from '../temporary-folder';

/** After the last test of a run. */
export default function teardown(): void {
  removeTemporaryFolder();
}
