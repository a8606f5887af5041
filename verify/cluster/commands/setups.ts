import { provideSurroundings, removeSurroundings } from '../support/surroundings';
import { isEmpty, waitUntil } from './checks';
import type { Setup } from './step';

/** A namespace, when one of that name that is being deleted is gone. */
export function newNamespace(namespace: string): Setup {
  return {
    setup: `a new namespace ${namespace}`,
    do: async (context) => {
      await isGone(namespace).do(context);
      await context.cluster.kubectl('create', 'namespace', namespace);
    },
  };
}

/** No namespace of that name, nor one that is being deleted. */
export function isGone(namespace: string): Setup {
  return {
    setup: `there is no namespace ${namespace}`,
    do: ({ cluster }) => cluster.kubectl('wait', `namespace/${namespace}`, '--for=delete', '--timeout=120s'),
  };
}

/** A namespace is deleted with all that is in it; what comes after does not wait for it. */
export function deleted(namespace: string): Setup {
  return {
    setup: `the namespace ${namespace} is deleted`,
    do: ({ cluster }) => cluster.kubectl('delete', 'namespace', namespace, '--wait=false'),
  };
}

/** Secrets of MySQL or Redis, as a person makes them who installs the MCP platform. */
export function passwords(namespace: string, ...secrets: readonly string[]): Setup {
  return {
    setup: `the passwords ${secrets.join(' and ')} in ${namespace}`,
    do: async ({ cluster }) => {
      for (const secret of secrets)
        await cluster.kubectl(
          ...['create', 'secret', 'generic', secret, '-n', namespace],
          ...['--from-literal=root-password=root', '--from-literal=password=user'],
        );
    },
  };
}

/** A release is taken away, its claims with it, so that the next one finds nothing of it. */
export function uninstalled(namespace: string, release: string): Setup {
  return {
    setup: `${release} in ${namespace} is uninstalled, its claims with it`,
    do: async (context) => {
      const { cluster, major } = context;
      await cluster.helm(major, 'uninstall', release, '-n', namespace, '--wait');
      await waitUntil(isEmpty(namespace), context);
      await cluster.kubectl('delete', 'pvc', '-n', namespace, '-l', `app.kubernetes.io/instance=${release}`);
    },
  };
}

/** What the environments need of a cluster; what is missing is said before anything is deployed. */
export const surroundings: Setup = {
  setup: 'the cluster has storage and ingress classes, and the Gateway of production',
  do: ({ cluster }) => provideSurroundings(cluster),
};

export const withoutSurroundings: Setup = {
  setup: 'the cluster has none of these any more',
  do: ({ cluster }) => removeSurroundings(cluster),
};
