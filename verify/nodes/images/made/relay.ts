import { file, folder, text, type Files, type Image } from '../image';
import { debianFiles, debianFolder, debianPrograms } from '../packages';
import { alpine, curl, users } from '../parts';
import { standIn } from '../programs';

/**
 * Node.js 18 of Debian, which runs the script of the init container as the real image's does. Debian keeps parts of its standard library
 * beside the program.
 */
function node(): Files {
  const library = ['acorn', 'acorn-walk', 'cjs-module-lexer', 'undici'].flatMap((name) =>
    debianFolder('javascript', `usr/share/nodejs/${name}`).filter((one) => one.endsWith('.js')),
  );
  return { ...debianPrograms('javascript', 'usr/bin/node'), ...debianFiles('javascript', library) };
}

/**
 * The relay: root's, with all it writes below /app (upstream, Dockerfile).
 *
 * @param version of the fork, or of the original
 */
export function relay(version: '1.2.15' | '1.1.314'): Image {
  return {
    layers: [
      alpine(),
      node(),
      curl(),
      {
        ...users('node:1000:1000'),
        'usr/local/bin/docker-entrypoint.sh': file(standIn('relay')),
        'app/VERSION': text(`${version}\n`),
        'app/data': folder(),
        'app/logs': folder(),
        'app/temp': folder(),
      },
    ],
    entrypoint: ['docker-entrypoint.sh'],
    workingDir: '/app',
  };
}
