import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Ended } from './side-by-side';

/** A job that runs tests, and where jest writes their results. */
export interface Suite {
  readonly name: string;
  readonly results: string;
}

const Results = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
});

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A line for each job, and whether all is well: each job has passed, and each suite has run all its tests, of which it has some. */
export function summary(ended: readonly Ended[], suites: readonly Suite[]) {
  let [passed, failed, skipped] = [0, 0, 0];
  const rows = ended.map(({ name, passed: isPassed, seconds, cpuSeconds }) => {
    const cost = cpuSeconds === undefined ? '' : `${cpuSeconds} s of CPU`;
    const row = (good: boolean, tests = '') => {
      const columns = [
        good ? 'passed' : 'FAILED',
        name.padEnd(16),
        `${seconds} s`.padStart(6),
        cost.padStart(13),
        tests,
      ];
      return { good, text: columns.join('  ').trimEnd() };
    };
    const suite = suites.find((one) => one.name === name);
    if (suite === undefined) return row(isPassed);
    const counts = countsIn(suite.results);
    if (counts === undefined) return row(false, 'it has left no results');
    passed += counts.passed;
    failed += counts.failed;
    skipped += counts.skipped;
    const isWhole = counts.passed > 0 && counts.failed === 0 && counts.skipped === 0;
    return row(isPassed && isWhole, inWords(counts));
  });
  return {
    good: rows.every(({ good }) => good),
    text: [...rows.map(({ text }) => text), inWords({ passed, failed, skipped })].join('\n'),
  };
}

function countsIn(results: string): Counts | undefined {
  try {
    const counts = Results.parse(JSON.parse(readFileSync(results, 'utf8')));
    return { passed: counts.numPassedTests, failed: counts.numFailedTests, skipped: counts.numPendingTests };
  } catch {
    return undefined;
  }
}

function inWords({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
