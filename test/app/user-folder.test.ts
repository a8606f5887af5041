import path from 'node:path';
import { fromUser, userFolder } from '../../lib/app/user-folder';

const before = process.env['INIT_CWD'];
afterEach(() => {
  if (before === undefined) delete process.env['INIT_CWD'];
  else process.env['INIT_CWD'] = before;
});

it('is where npm was called', () => {
  process.env['INIT_CWD'] = '/home/me';
  expect([userFolder(), fromUser('../out'), fromUser('/out')]).toEqual(['/home/me', '/home/out', '/out']);
});

it('is the working directory without npm', () => {
  delete process.env['INIT_CWD'];
  expect([userFolder(), fromUser('out')]).toEqual([process.cwd(), path.resolve('out')]);
});
