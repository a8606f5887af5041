import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { render, type RenderRequest } from '../../lib/cli/render';
import { readValuesFile } from '../../lib/cli/values-file';
import { discoverEnvironments } from '../../lib/environments/discover';
import { explain, UserError } from '../../lib/explain';
import { chartOf } from '../../lib/output/dist';
import { stacks } from '../../lib/stacks/stacks';
import { byIdentity } from '../support/compare';
import { helmTemplate, parseLikeHelm, type HelmInput } from '../support/helm';
import type { HelmMajor } from '../support/helm-binary';
import { ValuesChart } from '../values/values-chart';

const MAJORS: readonly HelmMajor[] = [3, 4];
const ROOT = path.join(__dirname, '..', '..');
const SECRETS = ['config.jwtSecret=s3cret', 'config.encryptionKey=k3y'];

let folder: string;
let chart: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'render-'));
  chart = path.join(folder, 'claude-relay');
  // Given the chart as it is published, made from the source as it is now.
  for (const [file, content] of chartOf('claude-relay', discoverEnvironments())) {
    const target = path.join(chart, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a values file and gives its path. */
function valuesFile(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

function request(given: Partial<RenderRequest>): RenderRequest {
  return { stack: 'claude-relay', values: [], set: [], setString: [], ...given };
}

/** What an error says, as the command line prints it. */
function refusal(given: Partial<RenderRequest>): string {
  try {
    render(request(given));
  } catch (error) {
    return explain(error);
  }
  throw new Error('It was not refused.');
}

/** Objects of one text of YAML documents, by kind, namespace and name. */
async function objectsOf(texts: readonly string[]) {
  return (await parseLikeHelm(texts)).map(byIdentity);
}

/** Expects that a text has the objects that Helm 3 and 4 print for the same input. */
async function expectAsHelm(text: string, input: Partial<HelmInput>): Promise<void> {
  const printed = await Promise.all(
    MAJORS.map(async (major) => {
      const result = await helmTemplate(major, {
        chart,
        release: 'claude-relay',
        namespace: 'default',
        ...input,
      });
      if (!result.ok) throw new Error(result.message);
      return result.output;
    }),
  );
  const [ours, helm3, helm4] = await objectsOf([text, ...printed]);
  expect(Object.keys(ours ?? {}).length).toBeGreaterThan(5);
  expect(ours).toEqual(helm3);
  expect(ours).toEqual(helm4);
}

describe('render prints what helm template --skip-tests of the chart prints', () => {
  it('for flags alone', async () => {
    await expectAsHelm(render(request({ set: SECRETS })), { set: SECRETS });
  });

  it.each(['dev', 'staging', 'prod'])(
    'for the environment %s, which the chart has a values file for',
    async (env) => {
      const namespace = `ai-gateway-${env}`;
      await expectAsHelm(render(request({ env })), {
        namespace,
        valueFiles: [path.join(chart, `values-${env}.yaml`)],
      });
    },
  );

  it('for a release and a namespace of another name', async () => {
    const names = { release: 'my-relay', namespace: 'other' };
    await expectAsHelm(render(request({ env: 'dev', ...names })), {
      ...names,
      valueFiles: [path.join(chart, 'values-dev.yaml')],
    });
  });

  it('for values files over an environment, and flags over both', async () => {
    const values = [
      valuesFile('one.yaml', 'replicaCount: 3\npodLabels: {a: x, b: x}\ntolerations: [{key: a}, {key: b}]\n'),
      valuesFile('two.yaml', 'podLabels: {b: z}\nresources: {limits: {cpu: null}}\n'),
    ];
    const set = [
      'replicaCount=4,podLabels.c=z',
      'tolerations[1].operator=Exists',
      'autoscaling.enabled=false',
    ];
    const setString = ['podLabels.d=5', 'config.extraEnv.A=0755'];
    await expectAsHelm(render(request({ env: 'prod', values, set, setString })), {
      namespace: 'ai-gateway-prod',
      valueFiles: [path.join(chart, 'values-prod.yaml'), ...values],
      set,
      setString,
    });
  });

  it.each<[string, readonly string[], readonly string[]]>([
    [
      'an index, which goes into no default list',
      ['ingress.enabled=true', 'ingress.hosts[0].host=a.example.com'],
      [],
    ],
    ['null, which takes a default away', ['resources.limits.cpu=null'], []],
    ['a text in braces', ['networkPolicy.ingressNamespaces={a,b}'], []],
    ['--set-string over --set', ['podAnnotations.a=1,podLabels.a=x'], ['podAnnotations.a=1']],
    [
      'texts that YAML misreads',
      [],
      ['podAnnotations.a=0o7', 'podAnnotations.b=null', 'podAnnotations.c=a: b # c'],
    ],
    ['a text of several lines', [], ['podAnnotations.a=x\ny\n']],
    ['characters that YAML takes for line breaks', [], ['podAnnotations.a=x\u2028y\ufeff']],
  ])('for flags with %s', async (_, set, setString) => {
    const input = { set: [...SECRETS, ...set], setString };
    await expectAsHelm(render(request(input)), input);
  });
});

describe('render', () => {
  it('takes the namespace of the flag, else of the environment, else "default"', () => {
    const namespaceOf = (given: Partial<RenderRequest>) =>
      new Set(
        [...render(request(given)).matchAll(/^ {2}namespace: (.*)$/gm)].map(([, namespace]) => namespace),
      );
    expect(namespaceOf({ env: 'dev', namespace: 'mine' })).toEqual(new Set(['mine']));
    expect(namespaceOf({ env: 'dev' })).toEqual(new Set(['ai-gateway-dev']));
    expect(namespaceOf({ set: SECRETS })).toEqual(new Set(['default']));
  });

  it.each<[string, Partial<RenderRequest>, string]>([
    [
      'a stack that is not there, with the nearest that is',
      { stack: 'claude-rely' },
      `There is no stack claude-rely; did you mean claude-relay? There are: ${Object.keys(stacks).join(', ')}.`,
    ],
    [
      'an environment that is not there, with the nearest that is',
      { env: 'prd' },
      'There is no environment prd; did you mean prod? There are: dev, prod, staging.',
    ],
    [
      'a wrong value by the name of its environment and flag',
      { env: 'dev', set: ['service.port=http'] },
      '--set: service.port is "http"; it must be a whole number from 1 to 65535.',
    ],
    [
      'a wrong value of --set-string by its own name, also beside --set',
      { env: 'dev', set: ['replicaCount=2'], setString: ['service.port=80'] },
      '--set-string: service.port is "80"; it must be a whole number from 1 to 65535.',
    ],
    [
      'a release name with capitals',
      { release: 'Relay', env: 'dev' },
      '--release Relay: must be at most 53 small letters, digits and "-".',
    ],
    [
      'a release name that is too long',
      { release: 'x'.repeat(54), env: 'dev' },
      `--release ${'x'.repeat(54)}: must be at most 53 small letters, digits and "-".`,
    ],
    [
      'a release without what it needs',
      { setString: ['config.encryptionKey=k3y'] },
      '--set-string: config.jwtSecret is required; set it (openssl rand -base64 32), or name a Secret in config.existingSecret.',
    ],
  ])('refuses %s', (_, given, sentence) => {
    expect(refusal(given)).toBe(sentence);
  });

  it('refuses a stack that is named like a member of every object', () => {
    expect(refusal({ stack: 'toString' })).toMatch(
      /^There is no stack toString; did you mean .*\? There are: .*\.$/,
    );
  });

  it('does not print a secret that a flag gives wrongly', () => {
    expect(refusal({ env: 'dev', set: ['config.jwtSecret={s3cret}'] })).toBe(
      '--set: config.jwtSecret is not right; it must be text without control characters.',
    );
  });
});

describe('a values file is read as Helm 3 and 4 read it', () => {
  const SCALARS = [
    '0o7', '0O17', '017', '08', '0x1F', '-0x1f', '0b11', '1_000', '1__0', '_1', '1.', '.5', '+.5', '1e3', '1E+3', 'e3', 'E12', '1e',
    '1e1000', '1:30', '12:30:45', '190:20:30.15', '2024-01-01', '2001-1-1', '2024-01-01T10:00:00Z', 'y', 'Y', 'Yes', 'yES', 'n', 'NO',
    'on', 'OFF', 'True', 'tRUE', '~', '', 'null', 'Null', 'nULL', '-', '+1', '-1', '00', '123456789012345678901234567890', '1.5', '=',
    '<<', '"y"', "'1'", 'a#b', 'a #b', '!!str 1', 'é', '1,000', '0x', '0b2', '0o8', '1.2.3', '.', '..', '+', '1-1', '0755', '-017',
  ]; // prettier-ignore

  it('for scalars of every kind', async () => {
    // Given a file with each of them in one place.
    const text = SCALARS.map((scalar, index) => `k${String(index)}: ${scalar}\n`).join('');
    const file = valuesFile('scalars.yaml', text.replaceAll(': -\n', ': "-"\n'));
    const values = new ValuesChart('{}\n');
    try {
      // When Helm and we read it.
      const [helm3, helm4] = await Promise.all(MAJORS.map((major) => values.renderFiles(major, [file])));
      // Then the values are the same.
      const ours = { ok: true, values: readValuesFile(file).values };
      expect(helm3).toEqual(ours);
      expect(helm4).toEqual(ours);
    } finally {
      values.remove();
    }
  });

  it.each<[string, string]>([
    ['aliases', 'a: &x {b: 1}\nc: *x\n'],
    ['merge keys', 'a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n'],
    ['blocks', 'a: |\n  x\n  y\nb: >\n  x\n  y\nc: |-\n  x\nd: |+\n  x\n\n'],
    ['keys that YAML takes for flags and numbers', 'a: {y: 1, 0x10: 2, 1.5: 3, "no": 4}\n'],
    ['keys that JavaScript has a meaning for', '__proto__: {a: 1}\nconstructor: 2\n'],
    ['a document mark', '---\na: 1\n...\n'],
    ['comments alone', '# nothing\n'],
    ['nothing', ''],
    ['null', 'null\n'],
    ['JSON', '{"a": [1, {"b": null}]}\n'],
    ['line ends of Windows', 'a: x\r\nb:\r\n  - y\r\n'],
    ['a byte order mark', '\ufeffa: 1\n'],
  ])('for %s', async (_, text) => {
    const file = valuesFile('values.yaml', text);
    const values = new ValuesChart('{}\n');
    try {
      const [helm3, helm4] = await Promise.all(MAJORS.map((major) => values.renderFiles(major, [file])));
      const ours = { ok: true, values: readValuesFile(file).values };
      expect(helm3).toEqual(ours);
      expect(helm4).toEqual(ours);
    } finally {
      values.remove();
    }
  });

  it.each<[string, string]>([
    ['a list', '- a\n'],
    ['a text', 'text\n'],
    ['an open bracket', 'a: [\n'],
    ['a tab for indentation', 'a:\n\t- b\n'],
    ['a template that is not in quotes', 'a: {{ x }}\n'],
    ['a key that is null', 'a: {~: 1}\n'],
    ['a number without an end', 'a: .inf\n'],
    ['what is no number', 'a: .nan\n'],
    ['an alias of nothing', 'a: *x\n'],
    ['a text that begins with @', 'a: @x\n'],
  ])('and refused as they do for %s', async (_, text) => {
    const file = valuesFile('refused.yaml', text);
    const values = new ValuesChart('{}\n');
    try {
      const outcomes = await Promise.all(MAJORS.map((major) => values.renderFiles(major, [file])));
      expect(outcomes.map(({ ok }) => ok)).toEqual([false, false]);
      expect(() => readValuesFile(file)).toThrow(UserError);
      expect(() => readValuesFile(file)).toThrow(new RegExp(`^${file.replaceAll('.', '\\.')}: .*$`));
    } finally {
      values.remove();
    }
  });

  it.each<[string, string, string]>([
    [
      'a key that is there twice',
      'a: 1\na: 2\n',
      'is not YAML: Map keys must be unique at line 2, column 1:',
    ],
    ['two documents', 'a: 1\n---\nb: 2\n', 'has 2 YAML documents; a values file must have one.'],
  ])('but refused for %s, where Helm takes one of them', (_, text, sentence) => {
    const file = valuesFile('stricter.yaml', text);
    expect(() => readValuesFile(file)).toThrow(new UserError(`${file}: ${sentence}`));
  });
});

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as `npm run stacks` does. */
function stacksCommand(...args: readonly string[]): Promise<Run> {
  const command = path.join(ROOT, 'node_modules', '.bin', 'tsx');
  return new Promise((resolve, reject) => {
    execFile(
      command,
      ['lib/cli/stacks.ts', ...args],
      { cwd: ROOT, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        if (error !== null && typeof error.code !== 'number')
          reject(new Error(error.message, { cause: error }));
        else resolve({ code: Number(error?.code ?? 0), stdout, stderr });
      },
    );
  });
}

describe('the command line', () => {
  it('prints what helm template prints, and nothing else', async () => {
    const values = valuesFile('cli.yaml', 'replicaCount: 2\ntolerations: [{key: a}]\n');
    const set = [...SECRETS, 'tolerations[0].value=b'];
    const run = await stacksCommand(
      ...['render', 'claude-relay', '--release', 'my-relay', '--namespace', 'ai', '-f', values],
      ...set.flatMap((flag) => ['--set', flag]),
      ...['--set-string', 'podLabels.n=5'],
    );
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
    await expectAsHelm(run.stdout, {
      release: 'my-relay',
      namespace: 'ai',
      valueFiles: [values],
      set,
      setString: ['podLabels.n=5'],
    });
  });

  it('prints the same as render, for an environment', async () => {
    const run = await stacksCommand('render', 'claude-relay', '--env', 'prod');
    expect(run).toEqual({ code: 0, stderr: '', stdout: render(request({ env: 'prod' })) });
  });

  // Each with all that is on stderr, so that there is no stack trace; FOLDER stands for the folder of the test.
  it.each<[string, readonly string[], string]>([
    [
      'a values file that is not there',
      ['claude-relay', '-f', 'FOLDER/none.yaml'],
      'FOLDER/none.yaml: the values file does not exist; give the path of a YAML file.',
    ],
    [
      'a folder in place of a values file',
      ['claude-relay', '-f', 'FOLDER'],
      'FOLDER: the values file is a folder; give the path of a YAML file.',
    ],
    [
      'a values file that is not YAML',
      ['claude-relay', '-f', 'FOLDER/malformed.yaml'],
      'FOLDER/malformed.yaml: is not YAML: Nested mappings are not allowed in compact mappings at line 2, column 4:',
    ],
    [
      'a values file that is a list',
      ['claude-relay', '-f', 'FOLDER/list.yaml'],
      'FOLDER/list.yaml: must hold a map of values, such as "replicaCount: 2".',
    ],
    [
      'a key that is not known',
      ['claude-relay', '--env', 'dev', '-f', 'FOLDER/unknown.yaml'],
      'FOLDER/unknown.yaml: replicaCout is not a known value. Did you mean replicaCount?',
    ],
    [
      'a stack that is not there',
      ['claude-rely', '--env', 'dev'],
      `There is no stack claude-rely; did you mean claude-relay? There are: ${Object.keys(stacks).join(', ')}.`,
    ],
    [
      'an environment that is not there',
      ['claude-relay', '--env', 'production'],
      'There is no environment production; did you mean prod? There are: dev, prod, staging.',
    ],
    [
      'a flag that assigns nothing',
      ['claude-relay', '--env', 'dev', '--set', 'replicaCount'],
      '--set: replicaCount has no value; write key=value, and "\\," for a comma in a value.',
    ],
    [
      'a release name that Kubernetes does not take',
      ['claude-relay', '--env', 'dev', '--release', 'My_Relay'],
      '--release My_Relay: must be at most 53 small letters, digits and "-".',
    ],
    [
      'an option that is not there',
      ['claude-relay', '--environment', 'dev'],
      "error: unknown option '--environment'",
    ],
    ['no stack', [], "error: missing required argument 'stack'"],
  ])('says in a sentence what is wrong for %s', async (_, args, sentence) => {
    valuesFile('malformed.yaml', 'a: 1\nb: c: d\n');
    valuesFile('list.yaml', '- a\n');
    valuesFile('unknown.yaml', 'replicaCout: 2\n');
    const run = await stacksCommand('render', ...args.map((argument) => argument.replace('FOLDER', folder)));
    expect(run).toEqual({ code: 1, stdout: '', stderr: `${sentence.replace('FOLDER', folder)}\n` });
  });

  it('shows examples in its help', async () => {
    const { code, stdout, stderr } = await stacksCommand('render', '--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Usage: stacks render [options] <stack>');
    expect(stdout).toContain('render claude-relay --env prod');
    expect(stdout).toContain('--set config.existingSecret=claude-relay-keys');
  });
});
