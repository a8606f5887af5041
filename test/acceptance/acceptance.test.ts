/**
 * Checks what the stacks' documents state against every rendering of the charts. The data files beside this test
 * hold the statements, {@link DEVIATIONS} those that we do otherwise on purpose.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderersOf } from '../support/renderers';
import { DEVIATIONS } from './deviations';
import { readDocuments, type Entry, type StackDocument } from './document';
import { isChecked } from './evaluate';
import { evidenceFrom, type Evidence } from './evidence';
import type { Renderer } from './renderer';
import { judge } from './verdict';

const documents = readDocuments();

for (const document of documents) {
  for (const renderer of renderersOf(document.chart)) {
    describe(`acceptance ${document.name} [${renderer.name}]`, () => accept(document, renderer));
  }
}

function accept(document: StackDocument, renderer: Renderer): void {
  const evidence = evidenceFrom(renderer, document.profiles);
  const rows = new Tally('rows', document.rows, evidence);
  const commands = new Tally('commands', document.commands, evidence);
  // Straight to the output: `console` would add a stack trace to the line.
  afterAll(() =>
    process.stdout.write(`acceptance ${document.name} [${renderer.name}]: ${rows}; ${commands}\n`),
  );
}

/** The tests of all rows, or of all commands, and what came of them. */
class Tally {
  private holding = 0;
  private deviating = 0;
  private manual = 0;

  constructor(
    private readonly what: string,
    private readonly entries: readonly Entry[],
    private readonly evidence: Evidence,
  ) {
    for (const entry of entries) this.declare(entry);
  }

  toString(): string {
    const { what, entries, holding, deviating, manual } = this;
    const failing = entries.length - holding - deviating - manual;
    const counts = `${holding} hold, ${deviating} deviate, ${manual} manual`;
    return `${entries.length} ${what}, ${counts}${failing > 0 ? `, ${failing} NOT MET` : ''}`;
  }

  private declare(entry: Entry): void {
    const name = `${entry.id} ${entry.title}`;
    if (!entry.assertions.some((assertion) => isChecked(assertion, this.evidence))) {
      this.manual += 1;
      it.todo(`${name} (${entry.assertions.map(({ op, note }) => note ?? op).join('; ')})`);
      return;
    }
    it(name, async () => {
      const { deviates, problems } = await judge(entry, DEVIATIONS, this.evidence);
      expect(problems).toEqual([]);
      if (deviates) this.deviating += 1;
      else this.holding += 1;
    });
  }
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
