/**
 * Run in a process of its own with a number of environments: prints as JSON what that many take, as {@link Growth}. They are
 * production under other names.
 */
import type { NamedEnvironment } from '../lib/app/environments/environment';
import { charts, manifestsOf } from '../lib/app/output/dist';
import production from '../environments/prod';

/** What a number of environments take. */
export interface Growth {
  /** The plain manifests of all of them. */
  readonly manifests: number;
  /** The charts, which have a values file for each. */
  readonly charts: number;
}

function grow(count: number): Growth {
  const environments = Array.from({ length: count }, (_, index): NamedEnvironment => {
    const name = `prod-${String(index)}`;
    return { ...structuredClone(production), name, namespace: `ai-gateway-${name}` };
  });
  // As main.ts: all is kept until all is there.
  const output: unknown[] = [];
  const start = performance.now();
  for (const environment of environments) output.push(manifestsOf(environment));
  const middle = performance.now();
  output.push(charts(environments));
  return { manifests: middle - start, charts: performance.now() - middle };
}

process.stdout.write(JSON.stringify(grow(Number(process.argv[2]))));
