import { makeTemporaryFolder } from '../../test/support/temporary-folder';
import { installGitops } from '../../tools/install';

/** Builds what is missing before the first test, so that no test times out over it. */
export default function setup(): void {
  makeTemporaryFolder();
  installGitops();
}
