/**
 * Checks what the stacks' documents state against every rendering of the charts. The data files beside this test
 * hold the statements, {@link DEVIATIONS} those that we do otherwise on purpose.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { discoverEnvironments } from '../../lib/app/environments/discover';
import { chartOf } from '../../lib/app/output/dist';
import { stacks } from '../../lib/stacks/stacks';
import { writeFiles } from '../../lib/testing/chart-folder';
import { runDeployScript } from '../support/deploy-script';
import { helmRun } from '../support/helm';
import { renderersOf, type Renderer } from '../support/renderers';
import { DEVIATIONS } from './deviations';
import { readDocuments, type Entry, type StackDocument } from './document';
import { isChecked } from './evaluate';
import { evidenceFrom, type CommandRunner, type Evidence } from './evidence';
import { judge } from './verdict';

const documents = readDocuments();
const environments = discoverEnvironments();

for (const document of documents) {
  const { template: makeTemplate, compose } = stacks[document.stack];
  const template = makeTemplate();
  const files = new Map(chartOf(document.stack, environments));
  if (compose) files.set(compose.file, compose.content());
  const chart = writeFiles(document.stack, files);
  for (const renderer of renderersOf(template, chart)) {
    describe(`acceptance ${document.stack} [${renderer.name}]`, () => accept(document, renderer));
  }
  afterAll(() => rmSync(dirname(chart), { recursive: true }));
}

function accept(document: StackDocument, renderer: Renderer): void {
  const evidence = evidenceFrom(renderer, document.profiles, commandsOf(renderer));
  const rows = declareTests(document.rows, evidence);
  const commands = declareTests(document.commands, evidence);
  afterAll(() => {
    const counts = `${summary(rows, 'rows')}; ${summary(commands, 'commands')}`;
    // Straight to the output: `console` would add a stack trace to the line.
    process.stdout.write(`acceptance ${document.stack} [${renderer.name}]: ${counts}\n`);
  });
}

/** Runs the command lines of the documents: the deploy script with stand-ins for Helm and kubectl, `helm lint` with Helm itself. */
function commandsOf(renderer: Renderer): CommandRunner {
  return async (commandLine) => {
    if (commandLine === 'helm lint') {
      const { ok } = await helmRun(3, ['lint', renderer.chartDirectory]);
      return { argv: '', exit: ok ? 0 : 1 };
    }
    const args = commandLine.split(' ').filter((arg) => arg !== '');
    return deployScriptRun(args);
  };
}

/** The script is the same whoever renders, so each command line is run once. */
const deployScriptRuns = new Map<string, { readonly argv: string; readonly exit: number }>();

function deployScriptRun(args: readonly string[]) {
  const key = args.join(' ');
  const before = deployScriptRuns.get(key);
  if (before !== undefined) return before;
  const isUpgrade = args.includes('-u') || args.includes('--upgrade');
  const { deployed, status } = runDeployScript(args, isUpgrade ? { history: ['deployed'] } : {});
  const run = { argv: deployed.join('\n'), exit: status ?? 1 };
  deployScriptRuns.set(key, run);
  return run;
}

/** How many rows or commands there are, and what came of them. */
interface Tally {
  readonly all: number;
  hold: number;
  deviate: number;
  readonly manual: string[];
}

/** One test for each row or command; the tally is complete when they have run. */
function declareTests(entries: readonly Entry[], evidence: Evidence): Tally {
  // What no machine can check, such as a feature of the software, is listed and not run.
  const tally = { all: entries.length, hold: 0, deviate: 0, manual: [] as string[] };
  for (const entry of entries) {
    const name = `${entry.id} ${entry.title}`;
    if (entry.assertions.some((assertion) => isChecked(assertion, evidence))) {
      it(name, async () => {
        const { deviates, problems } = await judge(entry, DEVIATIONS, evidence);
        expect(problems).toEqual([]);
        tally[deviates ? 'deviate' : 'hold'] += 1;
      });
    } else {
      tally.manual.push(entry.id);
    }
  }
  return tally;
}

function summary({ all, hold, deviate, manual }: Tally, what: string): string {
  const failing = all - hold - deviate - manual.length;
  const counts = [
    `${hold} hold`,
    `${deviate} deviate`,
    `${manual.length} for people (${manual.join(' ')})`,
    failing > 0 && `${failing} FAIL`,
  ];
  return [`${all} ${what}`, ...counts.filter(Boolean)].join(', ');
}

describe('deviations', () => {
  const ids = documents.flatMap(({ rows, commands }) => [...rows, ...commands]).map(({ id }) => id);

  it.each(DEVIATIONS)(
    '$row, assertion $assertion: is of a row that exists, and explained',
    ({ row, document }) => {
      expect(ids).toContain(row);
      const [file = '', anchor] = document.split('#');
      const path = join(__dirname, '../..', file);
      expect(existsSync(path) ? anchorsOf(readFileSync(path, 'utf8')) : []).toContain(anchor);
    },
  );
});

/** The anchors that GitHub gives to the headings of a Markdown text. */
function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ +(.*)$/gm)].map(([, heading = '']) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
}
