import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { debianRoot, isPinnedSystem } from './debian';

/** Chromium, and the variables that it is started with. */
export interface Chromium {
  readonly program: string;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Chromium, out of Debian's package, with its libraries and fonts.
 *
 * @throws Error when CHROMIUM names none and the package cannot be had
 */
export function chromium(): Chromium {
  const given = process.env['CHROMIUM'];
  if (given) return { program: given, variables: {} };
  if (!isPinnedSystem())
    throw new Error(
      "Chromium's package is that of Debian 12 on amd64: set CHROMIUM to the path of a Chromium, or run this there.",
    );
  const root = debianRoot('browser');
  const libraries = path.join(root, 'usr/lib/x86_64-linux-gnu');
  return {
    program: path.join(root, 'usr/lib/chromium/chromium'),
    variables: {
      // PulseAudio's own library is where only its package looks when it is installed.
      LD_LIBRARY_PATH: [libraries, path.join(libraries, 'pulseaudio')].join(path.delimiter),
      FONTCONFIG_FILE: fontsOf(root),
    },
  };
}

/** A configuration with the fonts of the packages only, so that text is as wide on each machine. */
function fontsOf(root: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'fonts-'));
  const file = path.join(folder, 'fonts.conf');
  const preferred = [
    ['sans-serif', 'DejaVu Sans'],
    ['monospace', 'DejaVu Sans Mono'],
  ] as const;
  const aliases = preferred.map(
    ([family, font]) => `<alias><family>${family}</family><prefer><family>${font}</family></prefer></alias>`,
  );
  writeFileSync(
    file,
    `<fontconfig><dir>${path.join(root, 'usr/share/fonts')}</dir><cachedir>${folder}</cachedir>${aliases.join('')}</fontconfig>\n`,
  );
  return file;
}
