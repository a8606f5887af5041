import { progress } from './lib/app/cli/progress';
import { destinationFrom } from './lib/app/cli/synth';
import { discoverEnvironments } from './lib/app/environments/discover';
import { sourceName } from './lib/app/environments/environment';
import { charts, composeFiles, environmentFiles } from './lib/app/output/dist';
import { writeTo } from './lib/app/output/destination';
import { explain, within } from './lib/app/explain';
import { projectFolder } from './lib/app/project';

/** The cdk8s app: every environment as plain manifests, every stack as a Helm chart. */
function synthesize(args: readonly string[]): void {
  const destination = destinationFrom(projectFolder(), args);
  const environments = discoverEnvironments();
  const output = new Map<string, string>();
  const add = (part: ReadonlyMap<string, string>): void =>
    part.forEach((content, file) => output.set(file, content));

  progress('Rendering environments and charts');
  for (const environment of environments)
    add(within(sourceName(environment), () => environmentFiles(environment)));
  add(charts(environments));
  add(composeFiles());

  // All of it is there and right: only now is anything written.
  writeTo(destination, output);
  process.stdout.write(`${destination.folder}: ${output.size} files\n`);
}

try {
  synthesize(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
