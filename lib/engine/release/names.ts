/** A name that whoever installs a release gives, beside its values. */
export interface NameRule {
  /** What sentences call it. */
  readonly subject: string;
  readonly pattern: RegExp;
  /** What is right, to follow the subject. */
  readonly reason: string;
}

/**
 * The name of a release. Helm takes a DNS subdomain of at most 53 characters (`chartutil.ValidateReleaseName`); names of Services begin
 * with this one and have no dot in them.
 */
export const RELEASE_NAME: NameRule = {
  subject: 'The release name',
  pattern: /^[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?$/,
  reason: 'must be at most 53 lowercase letters, digits and "-", since it is part of the names of Services.',
};

/** The namespace of a release: a DNS label, since it is part of the host names of Services. */
export const NAMESPACE_NAME: NameRule = {
  subject: 'The namespace',
  pattern: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
  reason: 'must be at most 63 lowercase letters, digits and "-".',
};

/** What is wrong with a name, in a sentence; nothing where it is right. */
export function nameProblem({ subject, pattern, reason }: NameRule, name: unknown): string | undefined {
  return typeof name === 'string' && pattern.test(name) ? undefined : `${subject} ${reason}`;
}
