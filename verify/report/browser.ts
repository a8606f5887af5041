import { chromium as driver, type Browser, type Page } from 'playwright-core';
import { chromium } from '../../tools/chromium';

/** How a page is seen. */
export interface View {
  readonly scheme?: 'light' | 'dark';
  /** In CSS pixels: at 200 % a window has half as many. */
  readonly width?: number;
  readonly height?: number;
  readonly script?: boolean;
  readonly reducedMotion?: boolean;
}

/** A page, and each request that it made beside that for itself. */
export interface Opened {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

/** A real Chromium without a network. */
export class OfflineBrowser {
  private browser: Browser | undefined;

  /** @throws Error that says how to get one, where there is none */
  async start(): Promise<void> {
    const { program, variables } = chromium();
    const inherited = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])); // prettier-ignore
    this.browser = await driver.launch({
      executablePath: program,
      env: { ...Object.fromEntries(inherited), ...variables },
    });
  }

  async stop(): Promise<void> {
    await this.browser?.close();
  }

  /** Opens a file. */
  async open(file: string, view: View = {}): Promise<Opened> {
    const { scheme = 'light', width = 1440, height = 900, script = true, reducedMotion = true } = view;
    if (this.browser === undefined) throw new Error('The browser is not started.');
    const context = await this.browser.newContext({
      viewport: { width, height },
      colorScheme: scheme,
      javaScriptEnabled: script,
      reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
      offline: true,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(5_000);
    const address = `file://${file}`;
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (request.url() !== address) requests.push(request.url());
    });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(address);
    return { page, requests, complaints };
  }
}
