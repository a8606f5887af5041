import { deploy, type DeployRequest } from '../../lib/app/cli/deploy';
import { translated } from '../support/deploy-script';
import { WRONG_DEPLOYMENTS, WRONG_WORDS } from './deploy-commands';
import { faultsOf, rejectionOf } from './sentences';

it('rejects every wrong command line of the deploy script before the command line is called', () => {
  const wrong = WRONG_WORDS.flatMap(([args, sentence]) => {
    const { status, said, complained, words } = translated(args);
    const found = [
      ...(status === 2 ? [] : [`it exits with ${String(status)}`]),
      ...(said === '' ? [] : [`it prints ${said}`]),
      ...(words.length === 0 ? [] : [`it calls ${words.join(' ')}`]),
      ...(complained === `helm-deploy.sh: ${sentence}\n` ? [] : [`it says ${complained}`]),
      ...faultsOf(complained.replace(/\n$/, ''), /^helm-deploy\.sh: \S/),
    ];
    return found.map((fault) => `${JSON.stringify(args)}: ${fault}`);
  });
  process.stdout.write(`inputs deploy script: ${String(WRONG_WORDS.length)} rejected\n`);
  expect(wrong).toEqual([]);
});

describe('what a chart cannot be deployed with', () => {
  const right: DeployRequest = {
    ...{
      environment: 'dev',
      stacks: ['mcp-box'],
      charts: true,
      chartsFolder: `${__dirname}/../../dist/charts`,
    },
    ...{ install: true, timeout: '600s' },
  };
  const before = process.env['KUBECTL'];
  // It is known without a cluster.
  beforeAll(() => (process.env['KUBECTL'] = '/nowhere/kubectl'));
  afterAll(() => {
    if (before === undefined) Reflect.deleteProperty(process.env, 'KUBECTL');
    else process.env['KUBECTL'] = before;
  });
  const rejected = (more: Partial<DeployRequest>) =>
    rejectionOf(() => deploy({ ...right, ...more }, (line) => expect(line).toBe('nothing is said')));

  it('is rejected with a sentence before a cluster is asked', () => {
    const wrong = WRONG_DEPLOYMENTS.flatMap(([more, sentence]) => {
      const complained = rejected(more) ?? '';
      const found = [
        ...(complained.includes(sentence) ? [] : [`it says ${complained}`]),
        // A line break is said as it was given.
        ...(JSON.stringify(more).includes('\\n') ? [] : faultsOf(complained, /^\S/)),
      ];
      return found.map((fault) => `${JSON.stringify(more)}: ${fault}`);
    });
    process.stdout.write(`inputs deployments: ${String(WRONG_DEPLOYMENTS.length)} rejected\n`);
    expect(wrong).toEqual([]);
  });

  it('is all that is wrong', () => {
    expect(rejected({})).toMatch(
      /^\/nowhere\/kubectl cannot be run: .* Install kubectl, or set KUBECTL to it\.$/,
    );
  });
});
