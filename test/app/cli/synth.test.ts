import path from 'node:path';
import { requestFrom } from '../../../lib/app/cli/synth';

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

it('writes dist of the project unless something else is said', () => {
  delete process.env['CDK8S_OUTDIR'];
  expect(requestFrom('/project', []).destination.folder).toBe('/project/dist');
});

it('writes what cdk8s names, and rather what the option names, from the folder of the user', () => {
  process.env['CDK8S_OUTDIR'] = '/somewhere';
  process.env['INIT_CWD'] = '/home/me';
  expect(requestFrom('/project', []).destination.folder).toBe('/somewhere');
  expect(requestFrom('/project', ['-o', 'out']).destination.folder).toBe(path.join('/home/me', 'out'));
});

it('renders in as many threads as is best, or as is said', () => {
  expect(requestFrom('/project', []).threads).toBeUndefined();
  expect(requestFrom('/project', ['--threads', '3']).threads).toBe(3);
});

it.each(['0', '1.5', 'all', '65', ''])('rejects %j as a number of threads', (given) => {
  const exit = jest.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`ended with ${String(code)}`);
  });
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(() => requestFrom('/project', ['--threads', given])).toThrow('ended with 1');
  expect(write.mock.calls.join('')).toContain('It must be an integer from 1 to 64');
  exit.mockRestore();
  write.mockRestore();
});
