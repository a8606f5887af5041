import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The style sheet and the script of a page; they stand in it, so that it needs nothing else. */
export interface Assets {
  readonly style: string;
  readonly script: string;
  /** What the browser may load and run: these two, and nothing from anywhere. */
  readonly policy: string;
}

let read: Assets | undefined;

/** Reads the files beside this one. */
export function assets(): Assets {
  return (read ??= assetsOf(
    readFileSync(path.join(__dirname, 'report.css'), 'utf8'),
    readFileSync(path.join(__dirname, 'report.js'), 'utf8'),
  ));
}

function assetsOf(style: string, script: string): Assets {
  return {
    style,
    script,
    policy: `default-src 'none'; style-src '${digestOf(style)}'; script-src '${digestOf(script)}'; base-uri 'none'; form-action 'none'`,
  };
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
