/** Every documented command, run in a cluster as it is written, and finding what it names. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CLUSTER_VERSIONS, type ClusterVersion } from '../../tools/kubernetes';
import { chartOf } from '../../lib/app/output/dist';
import { stacks } from '../../lib/stacks/stacks';
import { names } from './commands/checks';
import { addressNodes } from './commands/container-checks';
import { COMMANDS } from './commands/documents';
import { HALT } from './commands/jairouter';
import { perform } from './commands/perform';
import { counted, ENTRIES, SCENARIOS } from './commands/scenarios';
import { isEntry, titleOf, type Context, type Step } from './commands/step';
import { Workplace } from './commands/workplace';
import { Cluster } from './support/cluster';
import { installDefinitions } from './support/definitions';
import { addNodes } from './support/nodes';
import { outputFolder } from './support/output';
import { summary } from './support/summary';
import { helmOf } from './support/turns';

const ROOT = path.resolve(__dirname, '../..');

/** The scenarios on a version. */
function runsOn(version: ClusterVersion) {
  const major = helmOf(version, 3);
  return SCENARIOS.map((scenario) => ({
    ...scenario,
    major,
    name: scenario.withHelm ? `${scenario.name}, Helm ${major}` : scenario.name,
  }));
}

describe('the table of commands', () => {
  it('has each documented command once, and no other', () => {
    expect(ENTRIES.map(({ id }) => id).sort()).toEqual([...COMMANDS.keys()].sort());
    expect(COMMANDS.size).toBe(159);
  });

  it('says elsewhere of none that is for kubectl, Helm or the deploy script', () => {
    const elsewhere = ENTRIES.filter(({ is }) => is === 'elsewhere').map(({ id }) => documented(id));
    expect(elsewhere.filter((line) => /^(kubectl|helm|\.\/helm-deploy\.sh)\s/.test(line))).toEqual([]);
  });

  it("has a command instead of J-C35 that the chart's README gives", () => {
    const readme = chartOf('jairouter', []).get('README.md') ?? '';
    expect(readme.replace(/ \\\n\s*/g, ' ')).toContain(HALT);
  });

  it('names pages that are there', () => {
    const deviations = readFileSync(path.join(ROOT, 'docs/deviations.md'), 'utf8');
    const anchors = [...deviations.matchAll(/^## (.*)$/gm)].map(
      ([, heading = '']) =>
        `docs/deviations.md#${heading
          .toLowerCase()
          .replace(/[^a-z ]/g, '')
          .replaceAll(' ', '-')}`,
    );
    for (const entry of ENTRIES) {
      if (entry.is === 'rejected' && entry.document !== undefined) expect(anchors).toContain(entry.document);
    }
  });
});

describe.each(CLUSTER_VERSIONS)('Kubernetes %s', (version) => {
  const done = new Map<string, number>();
  let cluster: Cluster;
  let place: Workplace;
  beforeAll(async () => {
    const output = await outputFolder();
    cluster = await Cluster.start(version);
    await addNodes(cluster);
    await addressNodes({ cluster });
    await installDefinitions(cluster);
    place = await Workplace.make(cluster, output);
  });
  afterAll(async () => {
    await place.remove();
    await cluster.stop();
  });

  describe.each(runsOn(version))('$name', ({ major, folder, steps }) => {
    it.each(steps.map((step) => ({ step, title: titleOf(step) })))('$title', async ({ step }) => {
      await take(step, { cluster, major, place, folder });
      if (isEntry(step)) done.set(step.id, (done.get(step.id) ?? 0) + 1);
    });
  });

  it.each([
    {
      what: 'a wrong name',
      line: 'kubectl get configmap kube-root-ca.crtt',
      message: /must end with code 0/,
    },
    {
      what: 'a label that picks nothing',
      line: 'kubectl get pods -l app=claude-midleware',
      message: /must name x/,
    },
    { what: 'a placeholder', line: 'kubectl get pods -n <namespace>', message: /nothing replaces/ },
  ])('a command with $what fails', async ({ line, message }) => {
    const context: Context = { cluster, major: 4, place, folder: '.' };
    await expect(perform({ id: '', is: 'runs', finds: [names('x')] }, line, context)).rejects.toThrow(
      message,
    );
  });

  it('has done all of them', () => {
    expect([...done.keys()].sort()).toEqual([...COMMANDS.keys()].sort());
    for (const document of Object.keys(stacks)) {
      const entries = ENTRIES.filter(({ id }) => COMMANDS.get(id)?.document === document);
      summary(`commands ${version} ${document}: ${counted(entries)}`);
    }
    summary(`commands ${version}: ${counted(ENTRIES)}`);
  });
});

function documented(id: string): string {
  const command = COMMANDS.get(id);
  if (command === undefined) throw new Error(`There is no documented command ${id}.`);
  return command.line;
}

async function take(step: Step, context: Context): Promise<void> {
  if (isEntry(step)) await perform(step, documented(step.id), context);
  else await step.do(context);
}
