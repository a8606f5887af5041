import { readFileSync } from 'node:fs';
import path from 'node:path';
import { policyExceptionsOf } from '../../../../lib/app/report/model/policy-exceptions';

const PAGE = `# Exceptions

## relay

| Tool    | Check      | Object                     | Environments | Reason          |
| ------- | ---------- | -------------------------- | ------------ | --------------- |
| checkov | CKV_K8S_43 | \`Deployment/a\`, \`Pod/*\` | all          | one \\| another |
| checkov | CKV_K8S_15 | \`Deployment/a\`            | dev, prod    | two             |

## empty
`;

it('reads the rows of an environment', () => {
  expect(policyExceptionsOf(PAGE, 'staging')).toEqual([
    {
      stack: 'relay',
      tool: 'checkov',
      check: 'CKV_K8S_43',
      objects: ['Deployment/a', 'Pod/*'],
      reason: 'one | another',
    },
  ]);
  expect(policyExceptionsOf(PAGE, 'prod').map(({ reason }) => reason)).toEqual(['one | another', 'two']);
});

it('reads the page of the project', () => {
  const page = readFileSync(path.join(__dirname, '../../../../docs/policy-exceptions.md'), 'utf8');
  const rows = policyExceptionsOf(page, 'prod');
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows) for (const cell of [row.stack, row.tool, row.check, row.reason, ...row.objects]) expect(cell).not.toBe('');
}); // prettier-ignore

it('has none where there is no page', () => {
  expect(policyExceptionsOf('', 'prod')).toEqual([]);
});
