import { PassThrough } from 'node:stream';
import { confirm } from '../../../lib/app/cli/confirm';

const PROD = { name: 'prod', production: true };

function ask(answer: string | undefined, isTTY = true, more: { yes?: boolean; production?: boolean } = {}) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = new PassThrough();
  if (answer === undefined) input.end();
  else input.write(`${answer}\n`);
  const environment = { ...PROD, production: more.production ?? true };
  const asked = confirm(
    { environment, where: 'live (https://x)', action: 'Deploy', yes: more.yes ?? false },
    { input, output },
  );
  return { asked, said: () => String(output.read() ?? '') };
}

it('asks a person for the name of what is production, with the cluster', async () => {
  const { asked, said } = ask('prod');
  await expect(asked).resolves.toBeUndefined();
  expect(said()).toContain('Deploy prod, which is production, in live (https://x)? Type prod to go on: ');
});

it.each(['', 'y', 'yes', 'production'])('takes the answer %j for no', async (answer) => {
  await expect(ask(answer).asked).rejects.toThrow('Nothing was changed: the answer was not prod.');
});

it('takes the end of the input for no', async () => {
  await expect(ask(undefined).asked).rejects.toThrow('Nothing was changed');
});

it('stops where nobody can be asked, and says what to add', async () => {
  await expect(ask('prod', false).asked).rejects.toThrow(
    'prod is production, and nobody can be asked here: nothing was changed. Add --yes to go on without being asked.',
  );
});

it('does not ask who has said yes, nor of what is not production', async () => {
  await expect(ask(undefined, false, { yes: true }).asked).resolves.toBeUndefined();
  await expect(ask(undefined, false, { production: false }).asked).resolves.toBeUndefined();
  process.env['STACKS_YES'] = 'true';
  await expect(ask(undefined, false).asked).resolves.toBeUndefined();
  delete process.env['STACKS_YES'];
});
