import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { withFiles, newChartFolder, writeFiles } from '../../lib/testing/chart-folder';
import { Web } from './stack';

it('writes the chart of a stack into a folder of its name', () => {
  const folder = newChartFolder(new Web(), new Map([['prod', { replicas: 3 }]]));
  expect(path.basename(folder)).toBe('web');
  expect(readFileSync(path.join(folder, 'Chart.yaml'), 'utf8')).toContain('name: web');
  expect(readFileSync(path.join(folder, 'values-prod.yaml'), 'utf8')).toContain('replicas: 3');
});

it('writes files in folders, each time into another one', () => {
  const files = new Map([['a/b', 'c']]);
  const [one, other] = [writeFiles('x', files), writeFiles('x', files)];
  expect(one).not.toBe(other);
  expect(readFileSync(path.join(one, 'a/b'), 'utf8')).toBe('c');
});

it('removes what was written for a while, also after an error', async () => {
  const folders: string[] = [];
  const use = (folder: string) => {
    folders.push(folder);
    expect(existsSync(path.join(folder, 'a'))).toBe(true);
    return folders.length === 1 ? Promise.resolve('used') : Promise.reject(new Error('not used'));
  };
  const files = new Map([['a', '']]);
  expect(await withFiles('x', files, use)).toBe('used');
  await expect(withFiles('x', files, use)).rejects.toThrow('not used');
  expect(folders.map((folder) => existsSync(path.dirname(folder)))).toEqual([false, false]);
});
