import { contextOf, inWords } from '../../../lib/app/cluster/context';
import { playing } from './played';

const play = playing('KUBECTL');

it('is the name and the address of the kubeconfig', () => {
  play("printf 'live\\nhttps://10.0.0.1:6443'");
  expect(contextOf()).toEqual({ name: 'live', server: 'https://10.0.0.1:6443' });
  expect(inWords(contextOf('live'))).toBe('live (https://10.0.0.1:6443)');
  expect(inWords({ name: 'live', server: '' })).toBe('live');
});

it('says what to do where there is none', () => {
  play('exit 1');
  expect(() => contextOf()).toThrow('The kubeconfig has no current context, so nothing was changed; choose one');
  expect(() => contextOf('x')).toThrow('The kubeconfig has no context x, so nothing was changed; ');
}); // prettier-ignore

it('is the cluster of a pod where there is no kubeconfig', () => {
  play('exit 0');
  process.env['KUBERNETES_SERVICE_HOST'] = '10.96.0.1';
  expect(contextOf()).toEqual({ name: 'the cluster of this pod', server: '10.96.0.1' });
  expect(() => contextOf('x')).toThrow('has no context x');
  delete process.env['KUBERNETES_SERVICE_HOST'];
});
