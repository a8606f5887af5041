import { isExpr } from '../../lib/engine/template/expression';
import { overlay } from '../../lib/engine/values/merge';
import { conflictsOf } from './conflicts';
import { faultsOf, refusalOf } from './sentences';
import { objectsFor, requiredValues, SOURCE, SYSTEMS, templateOf } from './systems';

const BEGINS = new RegExp(`^(${SOURCE.replace('.', '\\.')}|values\\.yaml): \\S`);

describe.each(SYSTEMS)('%s', (system) => {
  it('refuses values that do not go together, with each of its sentences', () => {
    const required = requiredValues(system);
    const wrong: string[] = [];
    const lines = new Set<string>();
    for (const { path, values, release = 'my-release', namespace = 'ai-gateway' } of conflictsOf(system)) {
      const input = { release, namespace, values: overlay(required, values) };
      const message = refusalOf(() => objectsFor(system, input)) ?? '';
      const sentences = message.split('\n').map((line) => line.replace(/^\S+: /, ''));
      sentences.forEach((sentence) => lines.add(sentence));
      const faults = faultsOf(message, BEGINS);
      if (!sentences.some((sentence) => sentence.startsWith(`${path} `)))
        faults.push(`not about it: ${message}`);
      if (faults.length > 0) wrong.push(`${path}: ${faults.join('; ')}`);
    }
    const never = templateOf(system).validationRules.filter(
      ({ path, reason }) =>
        ![...lines].some((line) =>
          isExpr(path) ? isAboutEntry(line, reason) : line === `${path} ${reason}`,
        ),
    );
    process.stdout.write(
      `inputs ${system}: ${String(conflictsOf(system).length)} conflicts refused, ` +
        `${String(templateOf(system).validationRules.length - never.length)} of ${String(templateOf(system).validationRules.length)} sentences\n`,
    );
    expect(wrong).toEqual([]);
    expect(never.map(({ path, reason }) => `${isExpr(path) ? 'an entry' : path} ${reason}`)).toEqual([]);
  });
});

/** Whether a line is about an entry of a map, whose path is known only then. */
function isAboutEntry(line: string, reason: string): boolean {
  return /^(services|init)\./.test(line) && line.endsWith(` ${reason}`);
}
