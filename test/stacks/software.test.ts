import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { discoverEnvironments } from '../../lib/app/environments/discover';
import { stacksOf } from '../../lib/app/environments/stacks';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { at, items } from '../../lib/engine/release/objects';
import { objectsOf } from '../../lib/engine/release/release';
import type { Json, JsonObject } from '../../lib/engine/values/declaration';
import { isMap, scalarString } from '../../lib/engine/values/merge';
import { stringsIn } from '../../lib/engine/values/strings';
import { NOT_READ, type SoftwareFacts } from '../../lib/kubernetes/software';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { objectsWithEverything } from '../support/everything-on';
import { REQUIRED_VALUES } from '../support/required-values';
import { metricsIn } from '../support/promql';

const names = Object.keys(stacks) as StackName[];
const ROOT = path.join(__dirname, '../..');

/** Values with which a stack renders what it renders with no others. */
const FURTHER: Partial<Record<StackName, JsonObject>> = {
  jairouter: { config: { 'application.yml': null } },
};

/** The objects of a stack with everything switched on, those of each environment, and those of further values. */
function objectsOfStack(name: StackName): readonly KubernetesObject[] {
  const deployed = discoverEnvironments()
    .flatMap(stacksOf)
    .filter((stack) => stack.name === name);
  const further = {
    stack: stacks[name].template(),
    name,
    namespace: 'ai',
    values: [REQUIRED_VALUES[name] ?? {}, FURTHER[name] ?? {}].map((values) => ({ name: 'further', values })),
  };
  return [
    ...objectsWithEverything(name),
    ...[...deployed.map(({ release }) => release), further].flatMap((release) => objectsOf(release)),
  ];
}

/** Everything within a value that stands under a key. */
function under(key: string, value: Json | undefined): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap((item: Json) => under(key, item));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(name === key ? [inner] : []),
    ...under(key, inner),
  ]);
}

/** The containers that run the software of a stack. */
function containersOf(name: StackName, objects: readonly KubernetesObject[]): readonly Json[] {
  return [...under('containers', objects as Json), ...under('initContainers', objects as Json)]
    .flatMap(items)
    .filter((container) => stacks[name].software.containers.includes(scalarString(at(container, 'name'))));
}

/** The names of the variables of a container. */
function variablesOf(container: Json, objects: readonly KubernetesObject[]): readonly string[] {
  const configMaps = items(at(container, 'envFrom')).map((source) => at(source, 'configMapRef', 'name'));
  const data = objects
    .filter((object) => object['kind'] === 'ConfigMap' && configMaps.includes(at(object, 'metadata', 'name')))
    .flatMap((object) => Object.keys(at(object, 'data') ?? {}));
  return [...data, ...items(at(container, 'env')).map((variable) => scalarString(at(variable, 'name')))];
}

/** The variables that the manifest itself uses, in paths and in scripts: `$(POD_NAME)`, `$REDIS_HOST`. */
function usedBy(container: Json): readonly string[] {
  const texts = stringsIn(container).map(({ text }) => text);
  return texts.flatMap((text) =>
    [...text.matchAll(/\$\(?([A-Z][A-Z0-9_]*)/g)].map(([, name]) => String(name)),
  );
}

/** The paths of all values within a configuration, such as `server.port` and `services[].name`. */
function keysIn(value: Json, at: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: Json) => keysIn(item, `${at}[]`));
  if (!isMap(value)) return [at];
  return Object.entries(value).flatMap(([key, inner]) =>
    keysIn(inner ?? '', at === '' ? key : `${at}.${key}`),
  );
}

/** The keys of the configuration files of a stack, each after the name of its program where there are several. */
function configurationIn(objects: readonly KubernetesObject[]): readonly string[] {
  const files = objects
    .filter((object) => object['kind'] === 'ConfigMap')
    .flatMap((object) => Object.entries(at(object, 'data') ?? {}))
    .filter(([file]) => /\.ya?ml$/.test(file) && file !== 'kubeconfig.yaml');
  return files.flatMap(([file, content]) =>
    keysIn(parse(content as string) as Json, '').map((key) => `${file.replace(/\.ya?ml$/, '')}: ${key}`),
  );
}

// The entry point of the platform.
const TRAEFIK = 'entry: ';

/** The values that a README shows. */
function yamlBlocksIn(text: string): readonly Json[] {
  return [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block]) => parse(String(block)) as Json);
}

/** Whether a table has a key, the part of it before a dot, or it for any service; with or without its program. */
function hasKey(facts: SoftwareFacts<string>, key: string): boolean {
  return Object.keys(facts).some((declared) => {
    const pattern = declared.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&').replace(/[A-Z]{2,}/g, '[^.]+');
    return new RegExp(`^([a-z]+: )?${pattern}([.[].*)?$`).test(key);
  });
}

/** The paths under which a container, a monitor or a test of a stack asks for something. */
function pathsIn(name: StackName, objects: readonly KubernetesObject[]): readonly string[] {
  const probes = under('httpGet', containersOf(name, objects) as Json).map((probe) =>
    scalarString(at(probe, 'path')),
  );
  const commands = containersOf(name, objects)
    .flatMap((container) => stringsIn(container))
    .flatMap(({ text }) =>
      [...text.matchAll(/http:\/\/127\.0\.0\.1:\d+(\/[^\s"|]*)/g)].map(([, found]) => String(found)),
    );
  return [...probes, ...commands];
}

// A call, as documents and notes have it: a method and a path, or a command that asks for one.
const CALL = /\b(GET|POST|PUT|DELETE) (\/[^\s`|"']*)/g;
const CURL = /\bcurl\b[^\n`]*?https?:\/\/[^\s/"'`]+(\/[^\s"'`]*)/g;
const METHOD = /-X (POST|PUT|DELETE)\b/;

/** The calls that a text names: `GET /health`. */
function callsIn(text: string): readonly string[] {
  const named = [...text.matchAll(CALL)].map(([, method, found]) => `${String(method)} ${String(found)}`);
  const asked = [...text.matchAll(CURL)].map(
    ([command, found]) => `${METHOD.exec(command)?.[1] ?? 'GET'} ${String(found)}`,
  );
  // Of the parameters only the action makes another call.
  return [...named, ...asked].map((call) => call.replace(/\?(?!action).*|&.*|[.,;:]$/, ''));
}

/** Whether a call is one of a table, whose paths may have parameters: `/v3/projects/{projectId}/app`. */
function isKnown(call: string, calls: SoftwareFacts<string>): boolean {
  return Object.keys(calls).some((known) => {
    const pattern = known.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]*\}/g, '[^/]+');
    return new RegExp(`^${pattern}$`).test(call);
  });
}

describe.each(names)('%s', (name) => {
  const { software, readme, template } = stacks[name];
  const objects = objectsOfStack(name);

  it('declares each variable of the containers with its software, and no others', () => {
    const containers = containersOf(name, objects);
    const rendered = containers.flatMap((container) => variablesOf(container, objects));
    const ours = containers.flatMap(usedBy);
    const declared = Object.keys(software.variables);
    const undeclared = rendered.filter(
      (variable) => !declared.includes(variable) && !ours.includes(variable),
    );
    expect({ undeclared: [...new Set(undeclared)] }).toEqual({ undeclared: [] });
    expect({ neverRendered: declared.filter((variable) => !rendered.includes(variable)) }).toEqual({
      neverRendered: [],
    });
  });

  it('declares each key of its configuration files', () => {
    const undeclared = configurationIn(objects).filter((key) => !hasKey(software.keys ?? {}, key));
    expect([...new Set(undeclared)]).toEqual([]);
  });

  it('declares each key of the configuration files in its README', () => {
    const files = yamlBlocksIn(readme()).flatMap((values) =>
      Object.entries(at(values, name === 'mcp-box' ? 'configs' : 'config') ?? {}).filter(
        ([, content]) => typeof content === 'string' && content.includes('\n'),
      ),
    );
    const keys = files.flatMap(([file, content]) =>
      keysIn(parse(content as string) as Json, '').map((key) => `${file.replace(/\.ya?ml$/, '')}: ${key}`),
    );
    const own = keys.filter((key) => !key.startsWith(TRAEFIK));
    expect(own.filter((key) => !hasKey(software.keys ?? {}, key))).toEqual([]);
  });

  it('declares each path that its probes ask for', () => {
    const unknown = pathsIn(name, objects).filter((found) => !isKnown(`GET ${found}`, software.calls));
    expect([...new Set(unknown)]).toEqual([]);
  });

  it('declares each call that its README and its notes name', () => {
    const notes = readFileSync(path.join(ROOT, `dist/charts/${name}/templates/NOTES.txt`), 'utf8');
    const calls = [...callsIn(readme()), ...callsIn(notes)];
    expect(calls.filter((call) => !isKnown(call, software.calls))).toEqual([]);
  });

  it('has only metrics in alerts and dashboards that no version is known not to serve', () => {
    const expressions = under('expr', objects as Json).map(scalarString);
    const dashboards = objects
      .flatMap((object) => stringsIn(at(object, 'data', 'dashboard.json') ?? ''))
      .flatMap(({ text }) => under('expr', JSON.parse(text === '' ? '{}' : text) as Json).map(scalarString));
    const own = Object.entries(software.metrics ?? {});
    const used = new Set([...expressions, ...dashboards].flatMap(metricsIn));
    const unserved = own
      .filter(([, { readBy }]) => Object.values(readBy).includes(NOT_READ))
      .map(([metric]) => metric);
    expect(unserved.filter((metric) => used.has(metric))).toEqual([]);
    // Those of Prometheus and of the kubelet are not the software's.
    const foreign = /^(up|container_.*|kube_.*)$/;
    const declared = own.map(([metric]) => metric);
    expect([...used].filter((metric) => !foreign.test(metric) && !declared.includes(metric))).toEqual([]);
  });

  it('gives the line of each reading, and of those by a library only the file that names it', () => {
    const { variables, keys = {}, calls, metrics = {} } = software;
    const readings = [variables, keys, calls, metrics]
      .flatMap((facts) => Object.values<SoftwareFacts<string>[string]>(facts))
      .flatMap(({ readBy }) => Object.values(readBy))
      .filter((reading) => typeof reading === 'string');
    expect(readings.filter((reading) => !/^(pom[.]xml|[^:]+:[1-9][0-9]*)$/.test(reading))).toEqual([]);
  });

  it('says what follows where a version does not read something', () => {
    const { variables, keys = {}, calls, metrics = {} } = software;
    const facts = [variables, keys, calls, metrics].flatMap(Object.entries) as [
      string,
      SoftwareFacts<string>[string],
    ][];
    const silent = facts.filter(
      ([, { readBy, note = '' }]) => Object.values(readBy).includes(NOT_READ) && note === '',
    );
    expect(silent.map(([fact]) => fact)).toEqual([]);
  });

  it('is checked with the version that its chart installs', () => {
    const { appVersion } = template().chart;
    const tags = Object.values(software.versions).map(({ tags: pattern }) => pattern);
    expect(tags.some((pattern) => pattern.test(appVersion) || pattern.test(`middleware-${appVersion}`))).toBe(
      true,
    );
  });
});
