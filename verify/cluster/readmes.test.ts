/** Every command of a shell block in a Markdown file, run in a cluster as it is written, for each way of giving credentials. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { stacks } from '../../lib/stacks/stacks';
import type { HelmMajor } from '../../test/support/helm-binary';
import { readMarkdown, ROOT } from '../../test/support/markdown';
import { CLUSTER_VERSIONS } from '../../tools/kubernetes';
import { addressNodes } from './commands/container-checks';
import { clearCluster, OWN_NAMESPACE, provideStorageClasses, waitForNamespaces } from './readmes/cluster';
import type { ReadmeContext } from './readmes/context';
import { WAYS } from './readmes/credentials';
import { EXCEPTIONS, runsTests } from './readmes/exceptions';
import { CHOSEN, commandsIn, FILES, lineWith, shellBlocks } from './readmes/lines';
import { performLine } from './readmes/perform';
import { ReadmePlace } from './readmes/place';
import { PREPARATIONS, VARIABLES } from './readmes/preparations';
import { counted, stepsOf, TABLE } from './readmes/steps';
import type { Cluster } from './support/cluster';
import { clusterWithOutput } from './support/prepared';
import { helmOf } from './support/turns';
import { summary } from './support/summary';

describe('the tables', () => {
  it('find the commands of a block', () => {
    const block = "a \\\n  b\n\nc -d '{\n  x\n}'   # why\ne <<'EOF'\nf\nEOF\n";
    expect(commandsIn(block)).toEqual(['a \\\n  b', "c -d '{\n  x\n}'   # why", "e <<'EOF'\nf\nEOF"]);
    expect(() => commandsIn("a 'b\n")).toThrow(/does not end/);
  });

  it('cover the README of each chart', () => {
    const readmes = Object.keys(stacks).map((name) => `lib/stacks/${name}/README.md`);
    expect(FILES).toEqual(expect.arrayContaining([...readmes, 'README.md', 'docs/secrets.md']));
    for (const name of Object.keys(stacks))
      expect(shellBlocks(`dist/charts/${name}/README.md`)).toEqual(
        shellBlocks(`lib/stacks/${name}/README.md`),
      );
  });

  it.each([
    ...EXCEPTIONS,
    ...PREPARATIONS.map(({ file, before, why }) => ({ file, part: before, reason: why })),
  ])('$file: $part: $reason', ({ file, part }) => {
    expect(lineWith(file, part)).toContain(part);
  });

  it('reject an exception of a line that is not there', () => {
    expect(() => lineWith('README.md', 'helm instal')).not.toThrow();
    expect(() => lineWith('README.md', 'helm uninstall')).toThrow(/has no line/);
    expect(() => lineWith('README.md', 'helm')).toThrow(/more than one line/);
  });

  it('run a part that is in the line, and name tests that are there', () => {
    for (const { line, exception } of TABLE) {
      if (exception?.is === 'partly') expect(line).toContain(exception.runs);
      for (const [pattern] of line.matchAll(/\b(test|verify)(\/[\w-]+)+/g)) {
        const files = readdirSync(path.join(ROOT, path.dirname(pattern)));
        expect(files.filter((name) => name.startsWith(path.basename(pattern)))).not.toEqual([]);
      }
    }
  });

  it.each([
    ...[
      'npm test',
      'npm run lint # why',
      'npx jest test/engine',
      'A_SEED=7 RUNS=1 npm run verify -- verify/bytes',
    ],
    'npm ci && npm test        # why',
    'sudo npm run test:nodes -- verify/nodes/environments',
    'CLUSTER=1.36 npm run test:cluster -- verify/cluster/apply',
  ])('leave to CI what runs tests: %s', (line) => {
    expect(runsTests(line)).toBe(true);
  });

  it.each(['npm run synth', 'helm test claude-relay', 'npm run stacks -- test', 'echo npm test'])(
    'run what does not: %s',
    (line) => {
      expect(runsTests(line)).toBe(false);
    },
  );

  it('install no packages: those of the clone are those of this checkout', () => {
    const run = TABLE.filter(({ exception }) => exception?.is !== 'elsewhere');
    expect(
      run.map(({ line, exception }) => (exception?.is === 'partly' ? exception.runs : line)),
    ).not.toContainEqual(expect.stringMatching(/\b(npm|yarn|pnpm) (ci|i|install|add)\b/));
  });

  it('have ways of giving credentials that a file names', () => {
    for (const { file, says } of WAYS) for (const text of says) expect(readMarkdown(file)).toContain(text);
  });
});

describe.each(CLUSTER_VERSIONS)('Kubernetes %s', (version) => {
  let cluster: Cluster;
  let output: string;
  beforeAll(async () => {
    ({ cluster, output } = await clusterWithOutput(version));
    await addressNodes({ cluster });
    await provideStorageClasses(cluster);
  });
  afterAll(() => cluster.stop());

  // Each Helm runs every other file, and on another version the others.
  const runs = CHOSEN.map((file) => {
    const major: HelmMajor = (FILES.indexOf(file) + helmOf(version, 4)) % 2 === 0 ? 4 : 3;
    return { file, major };
  });

  describe.each(runs)('$file, Helm $major', ({ file, major }) => {
    let context: ReadmeContext;
    let place: ReadmePlace;
    let failed = false;
    beforeAll(async () => {
      const slug = file.toLowerCase().replaceAll(/[^a-z]+/g, '-');
      const namespace = `${OWN_NAMESPACE}${slug}`;
      await waitForNamespaces(cluster);
      await cluster.kubectl('create', 'namespace', namespace);
      place = new ReadmePlace(cluster, output, namespace, VARIABLES[file] ?? {});
      const folder = /^(lib\/stacks|dist\/charts)\/|^docs\/secrets/.test(file) ? 'charts' : 'clone';
      context = { cluster, major, place, folder, namespace };
    });
    afterAll(async () => {
      await clearCluster(cluster, major);
      place.remove();
    });

    it.each(stepsOf(file))('$title', async (step) => {
      // What comes after a line that failed says nothing.
      if (failed) throw new Error('A line before it has failed.');
      failed = true;
      await step.do(context);
      failed = false;
    });

    it('is done', () => {
      expect(failed).toBe(false);
      summary(`cluster ${version} readmes: ${file}: ${counted(file)} (Helm ${major})`);
    });
  });

  it.each([
    { what: 'fails', line: 'kubectl get configmap kube-root-ca.crtt', message: /must end with code 0/ },
    { what: 'nobody knows', line: 'kubectl version', message: /does not say what there is to see/ },
    {
      what: 'has an empty variable',
      line: 'kubectl create secret generic empty --from-literal=password="$NO_SUCH_VARIABLE"',
      message: /ended with code 0/,
    },
  ])('a command that $what is rejected', async ({ line, message }) => {
    const place = new ReadmePlace(cluster, output, 'default', {});
    const context: ReadmeContext = { cluster, major: 4, place, folder: '.', namespace: 'default' };
    await expect(performLine(line, undefined, context)).rejects.toThrow(message);
    place.remove();
  });
});
