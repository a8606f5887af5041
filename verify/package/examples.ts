/** The projects in examples/, each in a folder of its own with the packed package: with every loader, each tsconfig and both Helms. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as own from '../../package.json';
import { byIdentity } from '../../lib/testing/same-objects';
import { helmRun, helmTemplate, parseLikeHelm } from '../../test/support/helm';
import { readMarkdown, ROOT } from '../../test/support/markdown';
import { Installation, type Tarball } from './installation';

const EXAMPLES = readdirSync(path.join(ROOT, 'examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** The releases of each project, which its main.ts names: a chart of each and, by environment, a file in dist. */
const RELEASES: Readonly<Record<string, readonly Release[]>> = {
  'backup-operator': [
    { chart: 'backup-operator', file: 'operator', name: 'backup-operator', namespace: 'backups' },
    { chart: 'backup-plan', file: 'plan', name: 'plan', namespace: 'shop' },
  ],
  'feed-reader': [{ chart: 'feed-reader', file: 'feeds', name: 'feeds', namespace: 'feeds' }],
  'page-checks': [{ chart: 'page-checks', file: 'checks', name: 'checks', namespace: 'checks' }],
};

interface Release {
  readonly chart: string;
  readonly file: string;
  readonly name: string;
  readonly namespace: string;
}

const ENVIRONMENTS = ['staging', 'prod'] as const;

/** What runs the TypeScript of each: all that the package is to work with have one. */
const LOADERS = {
  'backup-operator': {
    synth: 'npm run build && node build/main.js',
    test: 'npm run build && node --test build/',
  },
  'feed-reader': { synth: 'ts-node main.ts', test: 'jest' },
  'page-checks': { synth: 'tsx main.ts', test: 'tsx --test page-checks.test.ts' },
};

/** Checks each of them in a copy of its own. */
export function describeExamples(tarball: () => Tarball): void {
  describe('examples/', () => {
    it('has them all, each with its line in the README', () => {
      expect(EXAMPLES).toHaveLength(3);
      for (const name of EXAMPLES) expect(readMarkdown('examples/README.md')).toContain(`(${name}/)`);
    });

    it.each(EXAMPLES)('%s has the versions that this repository has', (name) => {
      const { dependencies, devDependencies } = jsonIn(`examples/${name}/package.json`);
      const ours: Readonly<Record<string, string>> = { ...own.devDependencies, [own.name]: own.version };
      const theirs = Object.entries({ ...dependencies, ...devDependencies }).filter(([key]) => key in ours);
      expect(theirs.length).toBeGreaterThan(3);
      for (const [key, version] of theirs) expect([key, version]).toEqual([key, ours[key]]);
    });

    it('has one for each loader and for each kind of tsconfig', () => {
      const scripts = EXAMPLES.map((name) => [name, jsonIn(`examples/${name}/package.json`).scripts]);
      expect(Object.fromEntries(scripts)).toMatchObject(LOADERS);
      expect(jsonIn('examples/feed-reader/package.json').jest).toEqual({ preset: 'ts-jest' });
      const init = jsonIn('node_modules/cdk8s-cli/templates/typescript-app/tsconfig.json');
      expect(jsonIn('examples/feed-reader/tsconfig.json')).toEqual(init);
      const strictness = EXAMPLES.map((name) => jsonIn(`examples/${name}/tsconfig.json`).compilerOptions);
      expect(strictness).toMatchObject([
        { strict: false },
        { strict: true },
        { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
      ]);
    });

    describe.each(EXAMPLES)('%s', (name) => {
      let project: Installation;
      beforeAll(() => {
        project = Installation.ofProject(`examples/${name}`, tarball().file);
      });

      it('npm test', () => {
        const { code, stdout, stderr } = project.run('npm', 'test');
        const said = `${stdout}${stderr}`;
        const [passed] = /^(# pass|Tests:) .*$/m.exec(said) ?? [];
        expect({ code, passed }).toEqual({ code: 0, passed: expect.stringMatching(/[1-9]/) });
        console.info(`${name}: ${passed ?? ''}`);
      });

      it('is type-checked', () => {
        expect(project.output('npx', 'tsc', '--noEmit')).toBe('');
      });

      it('npm run synth', () => {
        project.output('npm', 'run', 'synth');
        expect(project.entries('dist')).toEqual([...ENVIRONMENTS].sort());
      });

      it.each([3, 4] as const)(
        'has charts that Helm %s lints, with the objects of its manifests',
        async (major) => {
          const releases = RELEASES[name] ?? [];
          expect(releases.map(({ chart }) => chart)).toEqual(project.entries('charts'));
          let compared = 0;
          for (const release of releases)
            for (const environment of ENVIRONMENTS) {
              const objects = await sameObjects(major, project, release, environment);
              compared += objects;
            }
          expect(compared).toBeGreaterThan(1);
          console.info(`${name}, Helm ${major}: ${releases.length} charts, ${compared} objects are the same`);
        },
      );
    });
  });
}

/** Expects that a chart gives what the manifests of an environment have, and counts the objects. */
async function sameObjects(
  major: 3 | 4,
  project: Installation,
  { chart, file, name, namespace }: Release,
  environment: string,
): Promise<number> {
  const folder = project.path('charts', chart);
  const values = path.join(folder, `values-${environment}.yaml`);
  expect(await helmRun(major, ['lint', '--strict', '--values', values, folder])).toMatchObject({ ok: true });
  const input = { chart: folder, release: name, namespace, valueFiles: [values] };
  const rendered = await helmTemplate(major, input);
  if (!rendered.ok) throw new Error(rendered.message);
  const manifests = project.read(path.join('dist', environment, `${file}.k8s.yaml`));
  const [theirs = [], ours = []] = await parseLikeHelm([rendered.output, manifests], major);
  expect(byIdentity(ours)).toEqual(byIdentity(theirs));
  return ours.length;
}

/** What is read of package.json and tsconfig.json. */
interface ProjectFile {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly jest?: object;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly compilerOptions?: object;
}

function jsonIn(file: string): ProjectFile {
  return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as ProjectFile;
}
