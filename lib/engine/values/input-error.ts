/** Something that a user did wrong, in a sentence that says what would be right; all such errors are of this kind. */
export class InputError extends Error {}
