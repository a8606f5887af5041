import { file, type Image } from '../image';
import { alpine } from '../parts';
import { standIn } from '../programs';

/** The middleware, in a folder that only root can enter (upstream, middleware-go/Dockerfile, on Alpine). */
export function middleware(): Image {
  return {
    layers: [alpine(), { 'root/claude-middleware': file(standIn('claude-middleware')) }],
    entrypoint: ['./claude-middleware'],
    workingDir: '/root',
  };
}
