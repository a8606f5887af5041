import { gunzipSync } from 'fflate';
import { packageChart } from '../../../lib/engine/helm/package';

const files = new Map([
  ['templates/b.yaml', 'b'],
  ['Chart.yaml', 'name: small'],
  ['README.md', 'é'],
]);

it('a package has the same bytes whatever the order of the files, the time and the place', async () => {
  const [one, other] = await Promise.all([
    packageChart('small', files),
    packageChart('small', new Map([...files].reverse())),
  ]);
  expect(one.sha256).toBe(other.sha256);
  expect(one.content).toEqual(other.content);
});

it('no time is in a package', async () => {
  const { content } = await packageChart('small', files);
  // RFC 1952: MTIME is the fifth to eighth byte. POSIX ustar: mtime is 12 bytes from 136 on, in octal digits.
  expect([...content.subarray(4, 8)]).toEqual([0, 0, 0, 0]);
  expect(Buffer.from(gunzipSync(content)).toString('latin1', 136, 147)).toBe('00000000000');
});

it('Chart.yaml comes first, all below the name of the chart', async () => {
  const { content } = await packageChart('small', files);
  const archive = Buffer.from(gunzipSync(content)).toString();
  expect(archive.match(/small\/[A-Za-z/]+\.(yaml|md)/g)).toEqual([
    'small/Chart.yaml',
    'small/README.md',
    'small/templates/b.yaml',
  ]);
});

it('a package of other files has another checksum', async () => {
  const { sha256 } = await packageChart('small', files);
  expect((await packageChart('other', files)).sha256).not.toBe(sha256);
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
});
