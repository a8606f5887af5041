import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const Result = z.object({ count: z.number(), faults: z.array(z.string()) });

const SCRIPT = readFileSync(path.join(__dirname, 'overlaps.page.js'), 'utf8');

/** What stands on what in the picture, as the browser draws it, and how many things were looked at. */
export async function overlapsIn(page: Page): Promise<z.infer<typeof Result>> {
  return Result.parse(await page.evaluate(SCRIPT));
}
