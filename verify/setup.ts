import { makeTemporaryFolder } from '../test/support/temporary-folder';
import { installVerifiers } from '../tools/install';

/** Builds and downloads what is missing before the first test, so that no test times out over it. */
export default function setup(): void {
  makeTemporaryFolder();
  installVerifiers();
}
