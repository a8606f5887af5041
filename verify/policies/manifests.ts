import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NamedEnvironment } from '../../lib/app/environments/environment';
import { manifestsOf } from '../../lib/app/output/dist';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { toYamlDocuments } from '../../lib/engine/yaml/document';
import { objectsByFile, type EnvironmentObjects } from '../../test/support/environments';

/** The manifests of an environment as the tools read them: files in a folder of their own. */
export interface Manifests {
  readonly folder: string;
  readonly objects: EnvironmentObjects;
}

/** Has an environment's manifests looked at as they are rendered. */
export async function withManifests<T>(
  environment: NamedEnvironment,
  look: (manifests: Manifests) => Promise<T>,
): Promise<T> {
  return withFiles(manifestsOf(environment), await objectsByFile(environment), look);
}

/** Has other objects looked at in the place of those of an environment. */
export async function withObjects<T>(
  objects: EnvironmentObjects,
  look: (manifests: Manifests) => Promise<T>,
): Promise<T> {
  const files = new Map([...objects].map(([file, content]) => [file, toYamlDocuments(content)]));
  return withFiles(files, objects, look);
}

async function withFiles<T>(
  files: ReadonlyMap<string, string>,
  objects: EnvironmentObjects,
  look: (manifests: Manifests) => Promise<T>,
): Promise<T> {
  // A folder of its own for each environment: checkov lets a policy of one namespace count for pods of another.
  const folder = await mkdtemp(path.join(tmpdir(), 'policies-'));
  try {
    for (const [file, content] of files) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), content);
    }
    return await look({ folder, objects });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The stack that a file is of, or `namespace` for the environment's own. */
export function stackOf(file: string): string {
  const [, stack] = /^[^/]+\/\d{4}-(.*)\.k8s\.yaml$/.exec(file) ?? [];
  if (stack === undefined)
    throw new Error(`${file} is not called ENVIRONMENT/0000-STACK.k8s.yaml, as manifests are.`);
  return stack;
}

/** Each object with the stack that it is of. */
export function objectsWithStack(
  objects: EnvironmentObjects,
): readonly (readonly [string, KubernetesObject])[] {
  return [...objects].flatMap(([file, content]) => content.map((object) => [stackOf(file), object] as const));
}
