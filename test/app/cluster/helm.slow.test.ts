import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { runHelm, startHelm } from '../../../lib/app/cluster/helm';
import { playing } from './played';

const play = playing('HELM');

it('gives what Helm says and how it ends, from the folder of the user', () => {
  play('pwd; echo "$@"; exit 2');
  process.env['INIT_CWD'] = tmpdir();
  expect(runHelm(['status', 'a'], { context: 'x' })).toEqual({
    status: 2,
    stdout: `${realpathSync(tmpdir())}\nstatus a --kube-context x\n`,
    stderr: '',
  });
  delete process.env['INIT_CWD'];
});

it('hands on what Helm says while it is at work, line by line', async () => {
  play('echo one; echo two >&2; sleep 0.2; printf three; exit 1');
  const said: string[] = [];
  const helm = startHelm([], undefined, (line) => said.push(line));
  expect(helm.isOver()).toBe(false);
  expect(await helm.ended).toBe(1);
  expect(helm.isOver()).toBe(true);
  expect(said.sort()).toEqual(['one', 'three', 'two']);
});

it('says what to do where there is no Helm', async () => {
  process.env['HELM'] = 'no-helm';
  const sentence = /^no-helm cannot be run: .*\. Install Helm, or set HELM to it\.$/;
  expect(() => runHelm([])).toThrow(sentence);
  await expect(startHelm([], undefined, () => undefined).ended).rejects.toThrow(sentence);
});
