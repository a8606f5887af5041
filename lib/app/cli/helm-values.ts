import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { temporaryFolder } from '../temporary-folder';
import { INPUT_NAME, STANDARD_INPUT } from './first-bytes';
import { collect } from './program';

const SETS = ['--set', '--set-string', '--set-file', '--set-json', '--set-literal'];

/**
 * Adds Helm's options for values to a command.
 *
 * @returns what is given of them, in its order, which is the order in which it counts
 */
export function addHelmValues(command: Command): readonly string[] {
  const given: string[] = [];
  const take = (flag: string, read: (value: string) => string) => (value: string, before?: string[]) => {
    given.push(flag, read(value));
    return collect(value, before ?? []);
  };
  command.addOption(
    new Option('-f, --values <file>', 'with --charts: a values file, or - for the standard input').argParser(
      take('-f', (file) => (file === STANDARD_INPUT ? fileOfInput() : file)),
    ),
  );
  for (const flag of SETS)
    command.addOption(
      new Option(`${flag} <key=value>`, 'with --charts: a value, as Helm takes it').argParser(
        take(flag, requireValue),
      ),
    );
  return given;
}

/** @throws InvalidArgumentError where Helm would find no value. In JSON the keys may stand in it, too. */
function requireValue(given: string): string {
  if (given.includes('=') || given.startsWith('{')) return given;
  throw new InvalidArgumentError('It has no value; write KEY=VALUE.');
}

/** The standard input as a file: Helm reads it more than once. It is there as long as the program runs. */
function fileOfInput(): string {
  const file = path.join(temporaryFolder('values-').path, 'values.yaml');
  const { valuesBytes } = require('./values-file') as typeof import('./values-file');
  writeFileSync(file, valuesBytes(INPUT_NAME, STANDARD_INPUT), { mode: 0o600 });
  return file;
}
