import { existsSync, lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { file, type Entry, type Files } from './image';

/**
 * The libraries that programs are linked with, and those of the libraries, all out of one unpacked root, so that none is this machine's.
 *
 * @param root a folder with unpacked packages
 * @param programs paths in it, without the leading `/`
 * @throws Error when a library is not in it
 */
export function librariesOf(root: string, programs: readonly string[]): Files {
  const found: Record<string, Entry> = {};
  const pending = [...programs];
  for (let program = pending.pop(); program !== undefined; program = pending.pop()) {
    const { interpreter, needed } = linkedWith(readFileSync(realIn(root, program)));
    const of = program;
    const libraries = needed.map((name) => placeOf(root, name, of));
    for (const library of [...interpreter.map((name) => name.slice(1)), ...libraries]) {
      if (found[library] !== undefined) continue;
      found[library] = file(realIn(root, library));
      pending.push(library);
    }
  }
  return found;
}

/** Where the file behind a path is. A link names a place in the container, which this machine may have too. */
export function realIn(root: string, name: string): string {
  const place = path.join(root, name);
  if (!lstatSync(place).isSymbolicLink()) return place;
  return realIn(root, path.resolve('/', path.dirname(name), readlinkSync(place)));
}

function placeOf(root: string, name: string, of: string): string {
  const folders = ['lib', 'usr/lib'].flatMap((above) =>
    readdirSync(path.join(root, above))
      .filter((folder) => folder.endsWith('-linux-gnu'))
      .map((folder) => path.join(above, folder)),
  );
  const place = folders
    .map((folder) => path.join(folder, name))
    .find((one) => existsSync(path.join(root, one)));
  if (place === undefined) throw new Error(`${of} needs ${name}, which no package in ${root} has.`);
  return place;
}

// The numbers of segments and tags in elf(5).
const LOADED = 1;
const DYNAMIC = 2;
const INTERPRETER = 3;
const NEEDED = 1;
const STRINGS = 5;

/** Reads the header of a program for machines of 64 bits. A program that is linked with nothing needs nothing. */
function linkedWith(elf: Buffer): {
  readonly interpreter: readonly string[];
  readonly needed: readonly string[];
} {
  const headers = Array.from({ length: elf.readUInt16LE(56) }, (_, index) => {
    const at = Number(elf.readBigUInt64LE(32)) + index * elf.readUInt16LE(54);
    const long = (place: number) => Number(elf.readBigUInt64LE(at + place));
    return { type: elf.readUInt32LE(at), offset: long(8), address: long(16), size: long(32) };
  });
  const segments = (type: number) => headers.filter((header) => header.type === type);
  const tags = segments(DYNAMIC).flatMap(({ offset, size }) =>
    Array.from({ length: size / 16 }, (_, index) => ({
      tag: Number(elf.readBigInt64LE(offset + index * 16)),
      value: Number(elf.readBigUInt64LE(offset + index * 16 + 8)),
    })),
  );
  const strings = tags.find(({ tag }) => tag === STRINGS)?.value ?? 0;
  const segment = segments(LOADED).find(
    ({ address, size }) => strings >= address && strings < address + size,
  );
  const start = strings - (segment?.address ?? 0) + (segment?.offset ?? 0);
  return {
    interpreter: segments(INTERPRETER).map(({ offset }) => textAt(elf, offset)),
    needed: tags.filter(({ tag }) => tag === NEEDED).map(({ value }) => textAt(elf, start + value)),
  };
}

function textAt(elf: Buffer, offset: number): string {
  return elf.toString('utf8', offset, elf.indexOf(0, offset));
}
