import { differencesTable } from '../../../lib/app/docs/comparison';
import { environmentsPage } from '../../../lib/app/docs/page';
import { summaryTable } from '../../../lib/app/docs/summary';
import type { NamedEnvironment } from '../../../lib/app/environments/environment';
import { secretsTable } from '../../../lib/app/docs/secrets';

function named(name: string, replicaCount: number): NamedEnvironment {
  const auth = { existingSecret: `keys-of-${name}` };
  return {
    name,
    namespace: name,
    stacks: { jairouter: { replicaCount, auth, ingress: { enabled: false } } },
  };
}

const environments = [named('dev', 1), named('prod', 2)];
const page = environmentsPage(environments);

it('has a summary, the Secrets that must exist and the values that differ, in this order', () => {
  const sections = page.split(/^#+ .*\n/m).slice(1);
  expect(page.match(/^#+ .*$/gm)).toEqual([
    '# Environments',
    '## Summary',
    '## Required Secrets',
    '## Values that differ',
  ]);
  expect(sections[1]).toContain(summaryTable(environments));
  expect(sections[2]).toContain(secretsTable(environments));
  expect(sections[3]).toContain(differencesTable(environments));
});

it('says how it is made anew', () => {
  expect(page).toContain('npm run --silent stacks -- environments --write');
});

it('has one line break at its end, and no two empty lines', () => {
  expect(page).toMatch(/[^\n]\n$/);
  expect(page).not.toContain('\n\n\n');
});
