import path from 'node:path';
import { z } from 'zod';
import { pythonEnvironment } from '../../tools/python';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { containerNames, identityOf, type Finding } from './finding';
import type { Manifests } from './manifests';
import { outputAs } from './tool';

const Check = z.object({
  check_id: z.string(),
  check_name: z.string(),
  /** Below the folder, with a slash at its beginning. */
  file_path: z.string(),
  /** `Kind.namespace.name`, and the labels behind that for pods of the checks that look at several objects. */
  resource: z.string(),
  check_result: z.object({ evaluated_keys: z.array(z.string()).optional() }),
});

const Report = z.object({
  results: z.object({ failed_checks: z.array(Check), passed_checks: z.array(Check) }),
  summary: z.object({ parsing_errors: z.literal(0), skipped: z.literal(0) }),
});

/**
 * What checkov finds in manifests. Of the containers of a pod it names the first that fails a check and stops there.
 *
 * @throws Error when it could not be run, cannot read a file, is told by an annotation to skip a check, or leaves out a
 * Deployment or a StatefulSet
 */
export async function checkov({ folder, objects }: Manifests): Promise<readonly Finding[]> {
  const { results } = await outputAs(
    Report,
    path.join(pythonEnvironment(), 'bin/python'),
    // Not bin/checkov: that one has the path in it which the environment had while it was made.
    [
      ...['-m', 'checkov.main', '--directory', '.', '--framework', 'kubernetes', '--output', 'json'],
      ...['--compact', '--skip-download'],
    ],
    // Apart from the settings of whoever runs it.
    { cwd: folder, env: { HOME: folder, LOG_LEVEL: 'WARNING', PYTHONDONTWRITEBYTECODE: '1' } },
  );
  const seen = new Set([...results.failed_checks, ...results.passed_checks].map(({ resource }) => resource));
  for (const object of [...objects.values()].flat()) {
    const { kind, namespace, name } = identityOf(object);
    if ((kind === 'Deployment' || kind === 'StatefulSet') && !seen.has(`${kind}.${namespace}.${name}`))
      throw new Error(`checkov did not look at ${kind} ${name} of ${namespace}.`);
  }
  return results.failed_checks.map((check) => {
    const object = objectOf(check.resource, objects.get(check.file_path.slice(1)) ?? []);
    if (object === undefined)
      throw new Error(
        `checkov found ${check.check_id} in ${check.resource}, which ${check.file_path} has not.`,
      );
    return {
      tool: 'checkov' as const,
      check: check.check_id,
      ...identityOf(object),
      container: containerOf(object, check.check_result.evaluated_keys ?? []),
      message: check.check_name,
    };
  });
}

function objectOf(resource: string, objects: readonly KubernetesObject[]): KubernetesObject | undefined {
  const [kind, namespace, ...rest] = resource.split('.');
  const name = rest.join('.');
  return objects
    .filter((object) => {
      const identity = identityOf(object);
      // What is in no namespace is in `default` here.
      if (kind !== 'Pod')
        return (
          identity.kind === kind && identity.name === name && (identity.namespace || 'default') === namespace
        );
      const makesPods = containerNames(object, 'containers').length > 0;
      return makesPods && identity.namespace === namespace && `${name}.`.startsWith(`${identity.name}.`);
    })
    .sort((a, b) => identityOf(b).name.length - identityOf(a).name.length)[0];
}

function containerOf(object: KubernetesObject, keys: readonly string[]): string | undefined {
  const [, list, index] =
    keys.map((key) => /\/(initContainers|containers)\/\[?(\d+)\]?/.exec(key)).find(Boolean) ?? [];
  return list === undefined ? undefined : containerNames(object, list)[Number(index)];
}
