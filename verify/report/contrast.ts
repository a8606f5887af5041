import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const Result = z.object({ count: z.number(), faults: z.array(z.string()) });

const SCRIPT = readFileSync(path.join(__dirname, 'contrast.page.js'), 'utf8');

/**
 * What has less contrast than WCAG 2.2 AA asks for: 4.5 for text, 3 for lines and borders that tell something; and how many things were
 * looked at.
 */
export async function contrastOf(page: Page): Promise<z.infer<typeof Result>> {
  return Result.parse(await page.evaluate(SCRIPT));
}
