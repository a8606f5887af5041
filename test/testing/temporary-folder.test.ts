import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withTemporaryFolder } from '../../lib/testing/temporary-folder';

it('has a new folder while something is done, and takes it away with what is in it', async () => {
  const folder = await withTemporaryFolder('of-a-test-', (made) => {
    writeFileSync(path.join(made, 'file'), '');
    return Promise.resolve(made);
  });
  expect(path.basename(folder)).toMatch(/^of-a-test-/);
  expect(existsSync(folder)).toBe(false);
});

it('takes it away when that fails, and gives the error', async () => {
  let folder = '';
  const failing = withTemporaryFolder('of-a-test-', (made) => {
    folder = made;
    return Promise.reject(new Error('it fails'));
  });
  await expect(failing).rejects.toThrow('it fails');
  expect(folder).not.toBe('');
  expect(existsSync(folder)).toBe(false);
});
