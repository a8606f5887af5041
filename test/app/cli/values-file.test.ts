import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readValuesFile, requireValuesFile } from '../../../lib/app/cli/values-file';
import { UserError } from '../../../lib/app/explain';
import { Folder } from './setup';

const folder = new Folder();

it.each<[string, string | Buffer, string]>([
  [
    'bytes that are no text',
    Buffer.from([0x61, 0x3a, 0x20, 0xff, 0x0a]),
    'is not text in UTF-8; save it as UTF-8.',
  ],
  ['text in UTF-16', Buffer.from('\ufeffa: 1\n', 'utf16le'), 'is not text in UTF-8; save it as UTF-8.'],
  ['a control character', 'a: 1\nb: \u0007\n', 'has the control character U+0007 in line 2; take it out.'],
  ['a zero with a sign', 'a: [-0.0]\n', 'has zero with a sign, such as -0.0, in line 1; write 0.'],
  ['lists in lists without end', `a: ${'['.repeat(20_000)}`, 'is nested too deeply; take levels out.'],
  [
    'more than a release can have',
    `# ${'x'.repeat(5 * 1024 * 1024)}\na: 1\n`,
    'is larger than 5 MiB, and a release may have 1 MiB; give the path of a values file.',
  ],
])('a values file is rejected for %s', (_, content, sentence) => {
  const file = path.join(folder.path, 'rejected.yaml');
  writeFileSync(file, content);
  expect(() => readValuesFile(file)).toThrow(new UserError(`${file}: ${sentence}`));
});

it('of Helm has to be there, in the folder of the user or at an address', () => {
  const file = folder.valuesFile('there.yaml', 'a: 1\n');
  for (const one of [file, 'https://example.com/values.yaml', '/dev/null'])
    expect(() => requireValuesFile(one)).not.toThrow();
  expect(() => requireValuesFile('nowhere.yaml')).toThrow(
    new UserError('nowhere.yaml: the values file does not exist; give the path of a YAML file.'),
  );
  expect(() => requireValuesFile('/')).toThrow(
    new UserError('/: the values file is a folder; give the path of a YAML file.'),
  );
});
