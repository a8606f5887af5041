import { kubectlProgram, runKubectl } from '../../../lib/app/cluster/run';
import { playing } from './played';

const play = playing('KUBECTL');

it('gives what kubectl says and how it ends, whatever that is', () => {
  play('echo "$@"; cat; echo no >&2; exit 3');
  expect(runKubectl(['get', 'pods'], { context: 'x', input: 'in' })).toEqual({
    status: 3,
    stdout: '--context x get pods\nin',
    stderr: 'no\n',
  });
  play('kill -9 $$');
  expect(runKubectl([]).status).toBe(128);
});

it('says what to do where there is no kubectl', () => {
  process.env['KUBECTL'] = 'no-kubectl';
  expect(kubectlProgram()).toBe('no-kubectl');
  expect(() => runKubectl([])).toThrow(/^no-kubectl cannot be run: .*\. Install kubectl, or set KUBECTL to it\.$/);
}); // prettier-ignore
