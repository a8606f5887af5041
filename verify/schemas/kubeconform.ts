import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { program } from '../../tools/programs';
import { schemaFolder } from './folder';

const Report = z.object({
  resources: z.array(z.object({ filename: z.string(), status: z.string(), msg: z.string() })),
  summary: z.object({ valid: z.number(), invalid: z.number(), errors: z.number(), skipped: z.number() }),
});
type Summary = z.infer<typeof Report>['summary'];

/** What kubeconform says of some objects. */
export interface Verdict extends Summary {
  /** What is wrong, by the place of the object in what was given. */
  readonly wrong: ReadonlyMap<number, string>;
}

// kubeconform reads JSON as YAML, in which these have to be escaped.
const NOT_IN_YAML = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Objects in files, which kubeconform can hold against the schemas of one version after another. */
export class ObjectFiles {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'schemas-'));

  private count = 0;

  constructor(objects: readonly unknown[] = []) {
    this.add(objects);
  }

  add(objects: readonly unknown[]): void {
    for (const object of objects) {
      const json = JSON.stringify(object).replaceAll(
        NOT_IN_YAML,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      writeFileSync(path.join(this.folder, `${this.count}.json`), json);
      this.count += 1;
    }
  }

  /**
   * Validates all objects against the schemas of a minor version, such as 27 for Kubernetes 1.27. An object whose kind has no
   * schema is an error of its own, never passed over.
   *
   * @throws Error when kubeconform cannot be run
   */
  async validate(minor: number): Promise<Verdict> {
    const version = `1.${minor}`;
    const location = path.join(
      schemaFolder(),
      version,
      '{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json',
    );
    const output = await run(program('kubeconform'), [
      '-strict',
      ...['-kubernetes-version', `${version}.0`],
      ...['-schema-location', location],
      ...['-output', 'json', '-summary', '-n', '2'],
      this.folder,
    ]);
    const { resources, summary } = Report.parse(JSON.parse(output));
    const wrong = resources.map(
      ({ filename, msg }) => [Number(path.basename(filename, '.json')), msg] as const,
    );
    return { ...summary, wrong: new Map(wrong) };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Runs a program that gives 1 when it found something wrong, which is not an error. */
function run(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null || (error.code === 1 && stdout !== '')) resolve(stdout);
      else reject(new Error(`${command} could not validate: ${stderr || error.message}`, { cause: error }));
    });
  });
}
