import { discoverEnvironments } from './lib/app/environments/discover';
import { charts, composeFiles, manifestsOf } from './lib/app/output/dist';
import { writeOutput } from './lib/app/output/write';
import { explain } from './lib/app/explain';

/** The cdk8s app: every environment as plain manifests, every stack as a Helm chart. */
async function synthesize(folder: string): Promise<void> {
  const environments = discoverEnvironments();
  const output = new Map<string, string | Uint8Array>();
  const add = (part: ReadonlyMap<string, string | Uint8Array>): void =>
    part.forEach((content, file) => output.set(file, content));

  for (const environment of environments) add(manifestsOf(environment));
  add(await charts(environments));
  add(composeFiles());

  // All of it is there and right: only now is anything written.
  writeOutput(folder, output);
}

synthesize(process.env['CDK8S_OUTDIR'] ?? 'dist').catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
