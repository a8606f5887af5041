import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { destinationOf, LINK, manifestsIn, writeTo } from '../../../lib/app/output/destination';

let project: string;
beforeEach(() => {
  project = mkdtempSync(path.join(tmpdir(), 'project-'));
});
afterEach(() => rmSync(project, { recursive: true }));

const OUTPUT = new Map([
  ['dev/0000-namespace.k8s.yaml', 'kind: Namespace\n'],
  ['dev/0001-relay.k8s.yaml', 'kind: Service\n'],
  ['charts/relay/templates/service.yaml', '{{ if }}\n'],
]);

it('is dist of the project by itself, wherever it is run', () => {
  expect(destinationOf(project)).toEqual({ folder: path.join(project, 'dist'), forStdout: false });
});

it('is dist for what cdk8s.yaml names, and a link shows it to the cdk8s command line', () => {
  const configured = /^output: (.*)$/m.exec(
    readFileSync(path.join(__dirname, '../../../cdk8s.yaml'), 'utf8'),
  );
  expect(configured?.[1]).toBe(LINK);
  const destination = destinationOf(project, path.join(project, LINK));
  for (const time of ['once', 'again']) {
    writeTo(destination, OUTPUT);
    expect({ time, link: readlinkSync(path.join(project, LINK)) }).toEqual({ time, link: '../dist' });
    expect(existsSync(path.join(project, LINK, 'dev/0001-relay.k8s.yaml'))).toBe(true);
  }
});

it('is the folder that is named, and nothing is linked', () => {
  const folder = path.join(project, 'other');
  writeTo(destinationOf(project, folder), OUTPUT);
  expect(existsSync(path.join(folder, 'charts'))).toBe(true);
  expect(existsSync(path.join(project, '.cache'))).toBe(false);
});

it('is one file of manifests for the empty folder that --stdout makes, and for no other', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cdk8s-'));
  const destination = destinationOf(project, folder);
  writeTo(destination, OUTPUT);
  expect(readFileSync(path.join(folder, 'manifests.yaml'), 'utf8')).toBe(
    'kind: Namespace\n---\nkind: Service\n',
  );
  expect(existsSync(path.join(folder, 'charts'))).toBe(false);
  // It has something in it now.
  expect(() => destinationOf(project, folder)).toThrow('has files that no synthesis wrote');
  rmSync(folder, { recursive: true });
});

it.each(['.', '..'])('rejects %s, in which the project would be lost', (place) => {
  writeFileSync(path.join(project, 'main.ts'), '');
  mkdirSync(path.join(project, 'inner'));
  expect(() => destinationOf(project, path.join(project, place))).toThrow(
    'has the project in it, which would be lost; name another one.',
  );
  expect(destinationOf(project, `${project}-beside`).folder).toBe(`${project}-beside`);
});

it('rejects a folder with files of others, and takes the place of an output and of an empty folder', () => {
  const folder = path.join(project, 'other');
  mkdirSync(folder);
  expect(destinationOf(project, folder).folder).toBe(folder);
  writeFileSync(path.join(folder, 'letters.txt'), '');
  expect(() => destinationOf(project, folder)).toThrow(
    `The output folder ${folder} has files that no synthesis wrote, which would be lost; name an empty folder, or one that is not there.`,
  );
  // What is in dist is always an output.
  mkdirSync(path.join(project, 'dist/dev'), { recursive: true });
  expect(destinationOf(project, path.join(project, 'dist')).folder).toBe(path.join(project, 'dist'));
  const output = path.join(__dirname, '../../../dist');
  cpSync(
    path.join(output, 'charts/ai-gateway/Chart.yaml'),
    path.join(folder, 'charts/ai-gateway/Chart.yaml'),
  );
  expect(destinationOf(project, folder).folder).toBe(folder);
});

it('has no templates of charts among the manifests', () => {
  expect(manifestsIn(OUTPUT)).not.toContain('{{');
});
