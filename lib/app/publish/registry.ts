import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { calledProgram } from '../called-program';
import { UserError } from '../explain';
import { runProgram } from '../run-program';
import { temporaryFolder } from '../temporary-folder';

/** A file of an artifact. */
export interface Layer {
  readonly file: string;
  readonly mediaType: string;
  readonly content: string | Uint8Array;
}

/** What is pushed under one name. */
export interface Artifact {
  /** The name in the registry, after its host and path. */
  readonly name: string;
  readonly tag: string;
  readonly config: Omit<Layer, 'file'>;
  /** The first one is what it is about. */
  readonly layers: readonly [Layer, ...Layer[]];
  /** With the time: oras writes that of the push otherwise, so that the same content had another digest each time. */
  readonly annotations: Readonly<Record<typeof CREATED | (string & {}), string>>;
}

/** An artifact that is there. */
export interface Found {
  /** Its name with the digest. */
  readonly reference: string;
  /** The digest of its first layer. */
  readonly content: string;
  /** The media types of its layers. */
  readonly layers: readonly string[];
}

/** A registry of OCI artifacts, below a path. */
export interface Registry {
  /** What is there by a tag. */
  find(name: string, tag: string): Found | undefined;
  /** Pushes an artifact, and gives its reference by digest. */
  push(artifact: Artifact): string;
  /** Attaches a bill of materials to what a reference by digest names; the same one is attached once. */
  attach(reference: string, bill: string): void;
  /** Gives further tags to what a reference by digest names, which are taken from what has them. */
  tag(reference: string, tags: readonly string[]): void;
}

const CREATED = 'org.opencontainers.image.created';
const BILL = 'application/vnd.cyclonedx+json';
const MINUTES = 5;

const HINTS: readonly (readonly [RegExp, string])[] = [
  [/HTTP response to HTTPS client/, 'give --plain-http for a registry without TLS'],
  [
    /401|403|unauthorized|denied|credential|forbidden/i,
    'log in by "oras login HOST", or ask for permission to push',
  ],
  [
    /refused|no such host|timeout|timed out|deadline exceeded|unreachable|reset by peer|EOF|x509|tls/i,
    'check its name, that it runs, and that it can be reached from here',
  ],
];

const Answer = z.object({ reference: z.string() });
const Manifest = Answer.extend({
  content: z.object({ layers: z.array(z.object({ digest: z.string(), mediaType: z.string() })).min(1) }),
});

/**
 * A registry that oras is called for: it has the logins of `oras login` and `docker login`.
 *
 * @param place host and path, such as `registry.example.com/charts`
 * @throws UserError from its functions, when oras is not there, or the registry does not answer or not to this user
 */
export function registryAt(place: string, { plainHttp }: { readonly plainHttp: boolean }): Registry {
  const http = plainHttp ? ['--plain-http'] : [];
  const ask = (args: readonly string[], folder?: string): string => {
    const { said, output } = oras(args, folder);
    if (said !== undefined) throw failure(place, said);
    return output;
  };
  return {
    find(name, tag) {
      const { said, output } = oras([
        'manifest',
        'fetch',
        ...http,
        '--format',
        'json',
        `${place}/${name}:${tag}`,
      ]);
      if (said !== undefined && /: not found|NAME_UNKNOWN|MANIFEST_UNKNOWN/.test(said)) return undefined;
      if (said !== undefined) throw failure(place, said);
      const { reference, content } = Manifest.parse(JSON.parse(output));
      return {
        reference,
        content: content.layers[0]?.digest ?? '',
        layers: content.layers.map(({ mediaType }) => mediaType),
      };
    },
    push({ name, tag, config, layers, annotations }) {
      const common = [...http, '--format', 'json', ...annotated(annotations)];
      const configuration = ['--config', `config.json:${config.mediaType}`];
      const files = layers.map(({ file, mediaType }) => `${file}:${mediaType}`);
      const pushed = inFolder([{ ...config, file: 'config.json' }, ...layers], (folder) =>
        ask(['push', ...common, ...configuration, `${place}/${name}:${tag}`, ...files], folder),
      );
      return Answer.parse(JSON.parse(pushed)).reference;
    },
    attach(reference, content) {
      const common = [...http, ...annotated({ [CREATED]: '1970-01-01T00:00:00Z' })];
      inFolder([{ file: 'bill.json', content }], (folder) =>
        ask(['attach', ...common, '--artifact-type', BILL, reference, `bill.json:${BILL}`], folder),
      );
    },
    tag(reference, tags) {
      if (tags.length > 0) ask(['tag', ...http, reference, ...tags]);
    },
  };
}

function annotated(annotations: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(annotations).flatMap(([key, value]) => ['--annotation', `${key}=${value}`]);
}

/** oras names files by paths below the folder that it is called in. */
function inFolder<Result>(
  files: readonly Pick<Layer, 'file' | 'content'>[],
  act: (folder: string) => Result,
): Result {
  const folder = temporaryFolder('artifact-');
  try {
    for (const { file, content } of files) writeFileSync(path.join(folder.path, file), content);
    return act(folder.path);
  } finally {
    folder.remove();
  }
}

function oras(
  args: readonly string[],
  cwd?: string,
): { readonly said: string | undefined; readonly output: string } {
  const toGet = 'Install oras (https://oras.land), or set ORAS to it.';
  const { status, stdout, stderr } = runProgram(calledProgram('ORAS', 'oras'), args, toGet, {
    minutes: MINUTES,
    ...(cwd === undefined ? {} : { cwd }),
  });
  return { said: status === 0 ? undefined : stderr.trim(), output: stdout.toString() };
}

function failure(place: string, said: string): UserError {
  const line = said.split('\n').find((text) => /error/i.test(text)) ?? said;
  const reason = line.replace(/^Error( response from registry)?: /, '').replace(/\.$/, '');
  const hint = HINTS.find(([form]) => form.test(said))?.[1] ?? 'the registry has to take OCI artifacts';
  return new UserError(`The registry ${place} was asked: ${reason}; ${hint}.`);
}
