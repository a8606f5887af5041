import { z } from 'zod';
import type { ControlPlane } from './control-plane';

/** Where the API server has the objects of a kind. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  /** Whether its objects can be listed. */
  readonly isListed: boolean;
  /** What kubectl calls it, such as `deployments`, `deployment`, `deploy` and `deployments.apps`. */
  readonly names: readonly string[];
  /** The path of its objects: of those in a namespace where they are in one, or of all. */
  readonly path: (namespace?: string) => string;
}

const Discovery = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string().default('') }).default({ name: '' }),
      versions: z.array(
        z.object({
          version: z.string(),
          resources: z.array(
            z.object({
              resource: z.string(),
              responseKind: z.object({ kind: z.string() }),
              scope: z.enum(['Namespaced', 'Cluster']),
              singularResource: z.string().default(''),
              shortNames: z.array(z.string()).default([]),
              verbs: z.array(z.string()),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** All that the API server serves now, without subresources. */
export async function resourcesOf(plane: Pick<ControlPlane, 'ask'>): Promise<readonly Resource[]> {
  const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
  const answers = await Promise.all(
    ['/api', '/apis'].map((url) => plane.ask('GET', url, undefined, { accept })),
  );
  return answers
    .flatMap(({ body }) => Discovery.parse(body).items)
    .flatMap(({ metadata: { name: group }, versions }) =>
      versions.flatMap(({ version, resources }) =>
        resources.map(({ resource, responseKind, scope, singularResource, shortNames, verbs }) => {
          const isCore = group === '';
          const apiVersion = isCore ? version : `${group}/${version}`;
          const root = `/${isCore ? 'api' : 'apis'}/${apiVersion}`;
          return {
            ...{ apiVersion, kind: responseKind.kind },
            isListed: verbs.includes('list'),
            names: [resource, singularResource, ...shortNames].flatMap((name) =>
              isCore ? [name] : [name, `${name}.${group}`, `${name}.${version}.${group}`],
            ),
            path: (namespace?: string) =>
              namespace === undefined || scope === 'Cluster'
                ? `${root}/${resource}`
                : `${root}/namespaces/${namespace}/${resource}`,
          };
        }),
      ),
    );
}
