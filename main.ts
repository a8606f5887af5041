import { progress } from './lib/app/cli/progress';
import { requestFrom } from './lib/app/cli/synth';
import { discoverEnvironments } from './lib/app/environments/discover';
import { charts, composeFiles, environmentFiles } from './lib/app/output/dist';
import { writeTo } from './lib/app/output/destination';
import { manifestsOfAll } from './lib/app/output/threads';
import { explain } from './lib/app/explain';
import { projectFolder } from './lib/app/project';

/** The cdk8s app: every environment as plain manifests, every stack as a Helm chart. */
async function synthesize(args: readonly string[]): Promise<void> {
  const { destination, threads } = requestFrom(projectFolder(), args);
  const environments = discoverEnvironments();
  const output = new Map<string, string>();
  const add = (part: ReadonlyMap<string, string>): void =>
    part.forEach((content, file) => output.set(file, content));

  progress('Rendering environments and charts');
  const rendering = manifestsOfAll(environments, threads);
  // While other threads render; what is wrong with an environment is said of its manifests.
  const written = Promise.resolve(environments).then(charts);
  written.catch(() => undefined);
  const manifests = await rendering;
  environments.forEach((environment, index) => add(environmentFiles(environment, manifests[index])));
  add(await written);
  add(composeFiles());

  // All of it is there and right: only now is anything written.
  writeTo(destination, output);
  process.stdout.write(`${destination.folder}: ${output.size} files\n`);
}

synthesize(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
