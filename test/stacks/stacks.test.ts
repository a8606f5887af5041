import path from 'node:path';
import { discoverEnvironments } from '../../lib/app/environments/discover';
import { chartFiles } from '../../lib/engine/helm/chart-files';
import { kustomizationOf } from '../../lib/app/output/kustomization';
import { chartOf, manifestsOf } from '../../lib/app/output/dist';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { expectCommitted } from '../support/committed';
import { objectsWithEverything } from '../support/everything-on';
import { unusedValues } from '../../lib/testing/unused-values';

const environments = discoverEnvironments();

// Not with everything: what scales instead of the HorizontalPodAutoscaler, and objects of the user. They have tests of their own.
const APART = ['ScaledObject', 'ExternalSecret', 'Object'];

describe.each(Object.keys(stacks) as StackName[])('%s', (name) => {
  const { template, readme } = stacks[name];

  it('uses every value that it declares', () => {
    expect(unusedValues(template())).toEqual([]);
  });

  it('has a chart that reads well', () => {
    for (const [file, content] of chartFiles({
      template: template(),
      introduction: readme(),
      environments: new Map(),
    })) {
      if (!file.startsWith('templates/')) continue;
      for (const line of content.split('\n')) {
        // A sentence that stops Helm and what is run as one line (a command, a query) stay whole.
        const whole =
          /\{\{- fail |^ {2}https?:\/\/|^WARNING: |\bkubectl |until nc|^ +(\/ )?(sum\(rate|container_memory)/.test(
            line,
          );
        const long = !whole && line.length > 140;
        expect({ file, line, long }).toEqual({ file, line, long: false });
      }
    }
  });

  it('says which service manages an object, where nothing is selected by it or replaced for it', () => {
    const places = objectsWithEverything(name).flatMap((object) =>
      placesOf('app.kubernetes.io/managed-by', object),
    );
    expect([...new Set(places)]).toEqual(['metadata.labels']);
  });

  it('has notes with commands for the namespace of the release', () => {
    const files = chartFiles({ template: template(), introduction: readme(), environments: new Map() });
    const commands = (files.get('templates/NOTES.txt') ?? '')
      .split('\n')
      .filter((line) => /\b(kubectl|helm) \S/.test(line) && line.startsWith('  '));
    expect(commands).not.toEqual([]);
    expect(commands.filter((command) => !command.includes(' --namespace {{'))).toEqual([]);
  });

  it('has the chart that was reviewed', () => {
    expectCommitted(`charts/${name}`, chartOf(name, environments));
  });

  it('makes every kind of object that it can with everything switched on', () => {
    const made = [...objectsWithEverything(name).map(kindOf), ...APART];
    const missing = template()
      .resources.map(kindOf)
      .filter((kind) => !made.includes(kind));
    expect(missing).toEqual([]);
  });
});

it.each(environments)('$name has the manifests that were reviewed', (environment) => {
  const { name } = environment;
  const manifests = manifestsOf(environment);
  const files = [...manifests, kustomizationOf(environment, manifests.keys())];
  expectCommitted(name, new Map(files.map(([file, content]) => [path.relative(name, file), content])));
});

/** The paths of the maps in which a key is; items of lists are `[]`. */
function placesOf(key: string, tree: unknown, place: readonly string[] = []): string[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const inner = Object.entries(tree).flatMap(([step, value]) =>
    placesOf(key, value, [...place, Array.isArray(tree) ? '[]' : step]),
  );
  return Object.hasOwn(tree, key) ? [place.join('.'), ...inner] : inner;
}

function kindOf({ kind }: { readonly kind?: unknown }): string {
  return String(kind);
}
