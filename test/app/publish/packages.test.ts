import { createHash } from 'node:crypto';
import { discoverEnvironments } from '../../../lib/app/environments/discover';
import { packagesOf, releaseFiles } from '../../../lib/app/publish/packages';
import { stacks } from '../../../lib/stacks/stacks';
import { umbrellaChart } from '../../../lib/stacks/umbrella';

it('packs each chart, the umbrella last, and the same bytes again', async () => {
  const [first, second] = [await packagesOf([]), await packagesOf([])];
  expect(first.map(({ name }) => name)).toEqual([...Object.keys(stacks), umbrellaChart.name]);
  expect(second).toEqual(first);
});

it('packs the same with environments, whose values stay outside', async () => {
  const sums = async (...environments: Parameters<typeof packagesOf>) =>
    (await packagesOf(...environments)).map(({ name, sha256 }) => [name, sha256]);
  expect(await sums(discoverEnvironments())).toEqual(await sums([]));
});

it('writes beside each package its checksum, as sha256sum reads it', async () => {
  const packages = await packagesOf([]);
  const files = releaseFiles(packages);
  expect(files.size).toBe(2 * packages.length);
  for (const { file, content } of packages) {
    const sum = createHash('sha256').update(content).digest('hex');
    expect(files.get(`${file}.sha256`)).toBe(`${sum}  ${file}\n`);
  }
});
