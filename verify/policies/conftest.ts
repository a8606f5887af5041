import path from 'node:path';
import { z } from 'zod';
import { program } from '../../tools/programs';
import type { Finding } from './finding';
import type { Manifests } from './manifests';
import { outputAs } from './tool';

/** The rules of this project, in Rego, with their tests. */
export const RULES = path.join(__dirname, 'rules');

const Results = z.array(
  z.object({
    failures: z
      .array(
        z.object({
          msg: z.string(),
          metadata: z.object({
            check: z.string(),
            kind: z.string(),
            namespace: z.string(),
            name: z.string(),
            container: z.string().optional(),
          }),
        }),
      )
      .default([]),
  }),
);

/**
 * What the rules of this project find in manifests, all files seen at once.
 *
 * @throws Error when conftest could not be run, or cannot read a rule or a file
 */
export async function conftest({ folder }: Manifests): Promise<readonly Finding[]> {
  const args = ['test', '--combine', '--policy', RULES, '--output', 'json', '--parser', 'yaml', '.'];
  const results = await outputAs(Results, program('conftest'), args, { cwd: folder });
  return results.flatMap(({ failures }) =>
    failures.map(({ msg, metadata: { check, kind, namespace, name, container } }) => ({
      tool: 'conftest' as const,
      check,
      kind,
      namespace,
      name,
      container,
      message: msg,
    })),
  );
}
