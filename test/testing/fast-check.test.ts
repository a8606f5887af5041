import { loadSearch } from '../../lib/testing/fast-check';

afterEach(() => {
  jest.resetModules();
  jest.dontMock('fast-check');
  jest.dontMock('../../lib/testing/search');
});

it('loads the search', async () => {
  expect(typeof (await loadSearch()).searchDifference).toBe('function');
});

it('says how to get fast-check where it is not installed', async () => {
  jest.doMock('fast-check', () => {
    throw Object.assign(new Error("Cannot find module 'fast-check'"), { code: 'MODULE_NOT_FOUND' });
  });
  await expect(loadSearch()).rejects.toThrow(
    'The package fast-check is not installed, which makes up the values: npm install --save-dev fast-check',
  );
});

it('hides no other error', async () => {
  jest.doMock('../../lib/testing/search', () => {
    throw new Error('of another kind');
  });
  await expect(loadSearch()).rejects.toThrow('of another kind');
});
