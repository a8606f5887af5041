/**
 * The minor versions of Kubernetes that all objects are proven right for: `npm run verify` holds them against the schemas of
 * each, and fails when these are not the oldest and the newest of those.
 */
export const SUPPORTED_MINORS = { oldest: 27, newest: 37 } as const;

/** {@link SUPPORTED_MINORS} as Helm reads it; the `-0` lets in the versions of providers, such as `1.33.1-eks-1`. */
export const KUBE_VERSION = `>=1.${SUPPORTED_MINORS.oldest}.0-0 <1.${SUPPORTED_MINORS.newest + 1}.0-0`;
