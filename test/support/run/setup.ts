import { makeTemporaryFolder } from '../temporary-folder';

/** Before the first test of a run. */
export default function setup(): void {
  makeTemporaryFolder();
}
