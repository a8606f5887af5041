import { runDeployScript } from '../support/deploy-script';
import { WRONG_DEPLOYMENTS, WRONG_LINES } from './deploy-commands';
import { faultsOf } from './sentences';

/** What is wrong with how the script takes what is wrong. */
function faults(commands: typeof WRONG_DEPLOYMENTS): string[] {
  return commands.flatMap(([args, sentence]) => {
    const { status, said, complained, deployed } = runDeployScript(args);
    const found = [
      ...(status === 1 ? [] : [`it exits with ${String(status)}`]),
      ...(said === '' ? [] : [`it prints ${said}`]),
      ...(deployed.length === 0 ? [] : [`it runs ${deployed.join()}`]),
      ...(complained.includes(sentence) ? [] : [`it says ${complained}`]),
    ];
    return found.map((fault) => `${JSON.stringify(args)}: ${fault}`);
  });
}

it('rejects every wrong command line of the deploy script before anything is run', () => {
  const wrong = faults(WRONG_DEPLOYMENTS);
  const unclear = WRONG_DEPLOYMENTS.flatMap(([args]) =>
    faultsOf(runDeployScript(args).complained.replace(/\n$/, ''), /^helm-deploy\.sh: \S/),
  );
  process.stdout.write(`inputs deploy script: ${String(WRONG_DEPLOYMENTS.length)} rejected\n`);
  expect(wrong).toEqual([]);
  expect(unclear).toEqual([]);
});

it('rejects names with a line break in them', () => {
  expect(faults(WRONG_LINES)).toEqual([]);
});
