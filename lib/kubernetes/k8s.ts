// Only the typed classes of the Kubernetes API: the rest of cdk8s-plus would double the time to start.
export * from 'cdk8s-plus-27/lib/imports/k8s';
