import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { gitops, writeGitops, type GitopsRequest, type Tool } from '../../../lib/app/cli/gitops';
import { UserError } from '../../../lib/app/explain';
import { environments } from '../../support/environments';

const REQUEST: GitopsRequest = { environment: ['dev'], cluster: [], path: 'dist' };
const GIT = { repository: 'https://example.com/a.git' };

function kinds(text: string): readonly unknown[] {
  const documents = parseAllDocuments(text) as { toJS(): { kind?: unknown } }[];
  return documents.map((document) => document.toJS().kind);
}

it.each<[Tool, Partial<GitopsRequest>, readonly unknown[]]>([
  ['argocd', GIT, ['ApplicationSet']],
  ['argocd', { ...GIT, environment: [] }, environments.map(() => 'ApplicationSet')],
  ['flux', GIT, ['GitRepository', 'Kustomization']],
  ['flux', { repository: 'oci://example.com/a' }, ['OCIRepository', 'Kustomization']],
  [
    'flux',
    { charts: 'oci://example.com/a' },
    [...Array<string>(5).fill('OCIRepository'), ...Array<string>(5).fill('HelmRelease')],
  ],
  ['helmfile', {}, [undefined]],
])('%s with %j gives %j', (tool, given, found) => {
  const text = gitops(tool, { ...REQUEST, ...given });
  expect(kinds(text)).toEqual(found);
  expect(gitops(tool, { ...REQUEST, ...given })).toBe(text);
});

it.each<[Tool, Partial<GitopsRequest>, string]>([
  ['argocd', {}, '--repository is missing; give https://HOST/PATH, '],
  ['argocd', { repository: 'oci://a/b' }, '--repository is oci://a/b; it must be https://HOST/PATH, '],
  ['argocd', { ...GIT, environment: ['prd'] }, 'There is no environment prd; did you mean prod?'],
  ['argocd', { ...GIT, cluster: ['eu'] }, '--cluster is eu; it must be NAME=WHERE: '],
  ['argocd', { ...GIT, cluster: ['eu=eu.example.com'] }, 'the URL of its API server'],
  ['argocd', { ...GIT, cluster: ['EU=https://a'] }, '--cluster is '],
  ['argocd', { ...GIT, cluster: ['a=https://a', 'a=https://b'] }, '--cluster names a twice; '],
  ['argocd', { ...GIT, path: '../dist' }, '--path is ../dist; it must be a folder of the repository'],
  ['flux', {}, '--repository is missing; give https://HOST/PATH, '],
  ['flux', { repository: 'git@example.com:a' }, 'it must be https://HOST/PATH, '],
  ['flux', { ...GIT, charts: 'oci://a/b' }, 'give one of them.'],
  ['flux', { charts: './charts' }, '--charts is ./charts; it must be oci://HOST/PATH'],
  ['flux', { ...GIT, cluster: ['eu=A b'] }, 'the name of a Secret with its kubeconfig'],
  ['helmfile', { charts: 'oci://a/b/' }, 'it must be oci://HOST/PATH, without a slash'],
  ['helmfile', { charts: 'charts' }, '--charts is charts; it must be a folder such as ./dist/charts'],
  ['argocd', { ...GIT, plainHttp: true }, '--plain-http is for a registry without TLS'],
  ['flux', { ...GIT, plainHttp: true }, '--plain-http is for a registry without TLS'],
  ['flux', { ...GIT, verify: 'keys' }, '--verify is for signatures in a registry'],
  ['argocd', { ...GIT, verify: 'keys' }, '--verify is for signatures in a registry'],
  ['helmfile', { charts: 'oci://a/b', verify: 'keys' }, '--verify is for signatures in a registry'],
  [
    'flux',
    { charts: 'oci://a/b', verify: 'My Keys' },
    '--verify is "My Keys"; it must be the name of a Secret',
  ],
  ['helmfile', { plainHttp: true }, '--plain-http is for a registry without TLS'],
  ['helmfile', { cluster: ['eu='] }, 'a context of the kubeconfig'],
])('%s rejects %j', (tool, given, sentence) => {
  expect(() => gitops(tool, { ...REQUEST, ...given })).toThrow(UserError);
  expect(() => gitops(tool, { ...REQUEST, ...given })).toThrow(sentence);
});

it.each<[Tool, Partial<GitopsRequest>, RegExp, number]>([
  ['flux', { repository: 'oci://example.com/a' }, /^ {2}insecure: true$/gm, 1],
  ['flux', { charts: 'oci://example.com/a' }, /^ {2}insecure: true$/gm, 5],
  ['helmfile', { charts: 'oci://example.com/a' }, /^ {2}plainHttp: true$/gm, 1],
])('%s with %j takes a registry without TLS', (tool, given, line, times) => {
  expect(gitops(tool, { ...REQUEST, ...given })).not.toMatch(line);
  expect(gitops(tool, { ...REQUEST, ...given, plainHttp: true }).match(line)).toHaveLength(times);
});

it('flux takes what is signed alone, charts and manifests', () => {
  for (const given of [{ repository: 'oci://example.com/a' }, { charts: 'oci://example.com/a' }]) {
    const text = gitops('flux', { ...REQUEST, ...given, verify: 'keys' });
    expect(text.match(/^ {4}provider: cosign$/gm)).toHaveLength(
      (text.match(/^kind: OCIRepository$/gm) ?? []).length,
    );
    expect(gitops('flux', { ...REQUEST, ...given })).not.toContain('cosign');
  }
});

describe('writeGitops', () => {
  let place: string;
  beforeEach(() => {
    place = mkdtempSync(path.join(tmpdir(), 'gitops-'));
  });
  afterEach(() => rmSync(place, { recursive: true }));

  it('writes one file, and leaves the others of the folder', () => {
    writeFileSync(path.join(place, 'mine'), '');
    expect(writeGitops('flux', place, 'text')).toBe(path.join(place, 'flux.yaml'));
    writeGitops('flux', place, 'other');
    expect(readFileSync(path.join(place, 'flux.yaml'), 'utf8')).toBe('other');
    expect(readdirSync(place).sort()).toEqual(['flux.yaml', 'mine']);
  });

  it('takes a folder from where npm was called', () => {
    const before = process.env['INIT_CWD'];
    process.env['INIT_CWD'] = place;
    try {
      expect(writeGitops('helmfile', 'in', 'text')).toBe('in/helmfile.yaml');
      expect(readdirSync(path.join(place, 'in'))).toEqual(['helmfile.yaml']);
    } finally {
      if (before === undefined) delete process.env['INIT_CWD'];
      else process.env['INIT_CWD'] = before;
    }
  });

  it('says of a folder that is a file what would be right', () => {
    const file = path.join(place, 'file');
    writeFileSync(file, '');
    expect(() => writeGitops('argocd', path.join(file, 'in'), '')).toThrow('a part of the path is a file');
    expect(existsSync(path.join(file, 'in'))).toBe(false);
  });
});
