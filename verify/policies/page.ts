import { markdownTable } from '../../lib/app/docs/markdown';
import type { StackName } from '../../lib/stacks/stacks';
import { environments } from '../../test/support/environments';
import { placesOf, valuesIn } from '../../test/support/values-of';
import { allExceptions } from './exceptions';

const INTRODUCTION = `# Exceptions from policies

kube-score, checkov and the rules in [verify/policies/rules](../verify/policies/rules) look at the manifests of every environment. What
they ask for and a stack does not do stands here, with the reason and the environments of today in which it holds. An exception that
is not needed any more fails the tests, as does one for more environments than need it. A reason that begins with OPEN is a flaw that
is known and not mended yet.

Each stack has its exceptions in \`verify/policies/exceptions/STACK.ts\`; this page is made from them by
\`npx tsx verify/policies/page.ts > docs/policy-exceptions.md\`.
`;

const HEADER = ['Tool', 'Check', 'Object', 'Environments', 'Reason'];

const all = environments.map((environment) => ({ name: environment.name, values: valuesIn(environment) }));

/** A page in Markdown with all exceptions: a table for each stack. */
export function exceptionsPage(): string {
  const sections = Object.entries(allExceptions).map(([stack, exceptions]) => {
    const rows = exceptions.map(({ tool, check, objects, when, reason }) => [
      tool,
      check,
      objects.map((object) => `\`${object}\``).join(', '),
      placesOf(all, stack as StackName, when) ?? 'all',
      reason,
    ]);
    return `## ${stack}\n\n${markdownTable(HEADER, rows)}`;
  });
  return [INTRODUCTION, ...sections].join('\n');
}

if (require.main === module) process.stdout.write(exceptionsPage());
