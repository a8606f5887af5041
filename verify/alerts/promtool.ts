import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promtool } from '../../tools/debian';
import type { Groups } from './rules';

/** What promtool found wrong; undefined when it is content. */
export type Complaint = string | undefined;

/** `promtool check rules`: the syntax of the expressions and of the templates in texts. */
export function checkRules(groups: Groups): Promise<Complaint> {
  return inFolder(groups, '', ['check', 'rules', '--lint=all', '--lint-fatal', 'rules.json']);
}

/** `promtool test rules`, with unit tests that name no rule files. */
export function testRules(groups: Groups, unitTests: string): Promise<Complaint> {
  const tests = `rule_files: [rules.json]\n${unitTests}`;
  return inFolder(groups, tests, ['test', 'rules', 'tests.yaml']);
}

async function inFolder(groups: Groups, tests: string, args: readonly string[]): Promise<Complaint> {
  const folder = await mkdtemp(path.join(tmpdir(), 'alerts-'));
  try {
    await writeFile(path.join(folder, 'rules.json'), JSON.stringify({ groups }));
    await writeFile(path.join(folder, 'tests.yaml'), tests);
    return await run(args, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @throws Error when promtool cannot be run */
function run(args: readonly string[], cwd: string): Promise<Complaint> {
  return new Promise((resolve, reject) => {
    execFile(promtool(), args, { cwd }, (error, stdout, stderr) => {
      if (error === null) resolve(undefined);
      else if (typeof error.code === 'number') resolve(`${stdout}\n${stderr}`.trim());
      else reject(new Error(`promtool cannot be run: ${error.message}`, { cause: error }));
    });
  });
}
