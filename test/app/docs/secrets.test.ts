import { secretsTable } from '../../../lib/app/docs/secrets';
import type { NamedEnvironment } from '../../../lib/app/environments/environment';

const auth = { existingSecret: 'keys' };

function named(name: string, namespace: string): NamedEnvironment {
  return { name, namespace, stacks: { jairouter: { auth, ingress: { enabled: false } } } };
}

it('has a row for each Secret of each environment: its keys, and who reads them without the namespace', () => {
  const rows = secretsTable([named('dev', 'ai-dev'), named('prod', 'ai')])
    .split('\n')
    .slice(2);
  const cells = rows.filter((row) => row !== '').map((row) => row.split('|').map((cell) => cell.trim()));
  expect(cells.map(([, environment, namespace, secret]) => [environment, namespace, secret])).toEqual([
    ['dev', 'ai-dev', '`keys`'],
    ['prod', 'ai', '`keys`'],
  ]);
  for (const [, , namespace, , keys, readers] of cells) {
    expect(keys).toMatch(/^`[\w-]+`(, `[\w-]+`)+$/);
    expect(readers).toMatch(/^Deployment /);
    expect(readers).not.toContain(`${String(namespace)}/`);
  }
});

it('has no rows where nothing is deployed', () => {
  expect(
    secretsTable([{ name: 'dev', namespace: 'ai', stacks: {} }])
      .trimEnd()
      .split('\n'),
  ).toHaveLength(2);
});
