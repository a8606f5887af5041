import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import type { HelmMajor } from '../../test/support/helm-binary';
import { program } from '../../tools/programs';

/** What a Helm makes of a text as a values file: its values, or its rejection. */
export type Reading = { readonly values: unknown } | { readonly error: string };

const READING = z.union([z.object({ error: z.string() }), z.object({ values: z.unknown() })]);

/** What a Helm makes of each of some texts: by its own reader of values files, in a program that starts once for all of them. */
export function readByHelm(major: HelmMajor, texts: readonly string[]): readonly Reading[] {
  const input = texts.map((text) => `${JSON.stringify(text)}\n`).join('');
  const options = { input, encoding: 'utf8', maxBuffer: 2 ** 30 } as const;
  const { status, stdout, stderr } = spawnSync(program(`helm-${major}-values`), options);
  const readings = stdout.split('\n').filter((line) => line !== '');
  if (status !== 0 || readings.length !== texts.length)
    throw new Error(
      `Helm ${String(major)} read ${String(readings.length)} of ${String(texts.length)} texts: ${stderr}`,
    );
  return readings.map((line) => READING.parse(JSON.parse(line)));
}
