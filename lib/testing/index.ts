/**
 * Tests of stacks, as other projects import them, for any test runner: what is not so is an error. `expectEqualRenderings` needs the package
 * fast-check, and with `expectNotes` Helm.
 *
 * @module testing
 */
export { expectEqualRenderings, type EqualityOptions, type EqualRenderings } from './equal-renderings';
export { renderedObjects, type ReleaseOptions, type StackValues } from './rendered-objects';
export { expectNotes, type NotesOptions } from './same-notes';
export { expectUpgradeable } from './upgradeable';
export { expectValuesUsed } from './values-used';
