import { program } from '../../../../tools/programs';
import { file, type Image } from '../image';
import { debianPrograms } from '../packages';
import { alpine, imageOfProgram } from '../parts';
import { standIn } from '../programs';

const NOBODY = '65534:65534';

/** The exporter itself, on an image with nothing else. */
export function redisExporter(): Image {
  return { ...imageOfProgram(program('redis_exporter')), user: '59000:59000' };
}

/** Debian's exporter, called in the words of the newer version. */
export function mysqldExporter(): Image {
  return {
    layers: [
      alpine(),
      debianPrograms('exporters', 'usr/bin/prometheus-mysqld-exporter'),
      { 'bin/mysqld_exporter': file(standIn('mysqld_exporter')) },
    ],
    entrypoint: ['/bin/mysqld_exporter'],
    user: NOBODY,
  };
}
