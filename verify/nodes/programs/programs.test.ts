import { spawnSync } from 'node:child_process';

const go = (program: string, ...args: readonly string[]) => {
  const options = { cwd: __dirname, encoding: 'utf8', env: { ...process.env, GOFLAGS: '' } } as const;
  const { stdout, stderr, status } = spawnSync(program, args, options);
  return { said: stdout + stderr, status };
};

describe('the programs of the images', () => {
  it('are formatted', () => {
    expect(go('gofmt', '-l', '.')).toEqual({ said: '', status: 0 });
  });

  it('are not suspicious', () => {
    expect(go('go', 'vet', './...')).toEqual({ said: '', status: 0 });
  });

  it('pass their own tests', () => {
    expect(go('go', 'test', './...')).toMatchObject({ status: 0 });
  });
});
