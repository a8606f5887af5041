import path from 'node:path';
import { requestFrom } from '../../../lib/app/cli/synth';

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

it('writes dist of the project unless something else is said', () => {
  delete process.env['CDK8S_OUTDIR'];
  expect(requestFrom('/project', []).folder).toBe('/project/dist');
});

it('writes what cdk8s names, and rather what the option names, from the folder of the user', () => {
  process.env['CDK8S_OUTDIR'] = '/somewhere';
  process.env['INIT_CWD'] = '/home/me';
  expect(requestFrom('/project', []).folder).toBe('/somewhere');
  expect(requestFrom('/project', ['-o', 'out']).folder).toBe(path.join('/home/me', 'out'));
});
