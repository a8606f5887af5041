import { pictureSection } from '../../../../../lib/app/report/html/sections/picture';
import { layoutOf } from '../../../../../lib/app/report/picture/layout';
import { ENVIRONMENT, report } from '../../objects';

const section = async (...args: Parameters<typeof report>) => {
  const of = report(...args);
  return pictureSection(of, await layoutOf(of.picture)).text;
};

it('has the picture with a name, a legend, and a table that says the same', async () => {
  const text = await section();
  expect(text).toMatch(/<span id="picture-name" class="hidden">Picture of\s+prod<\/span>/);
  expect(text).toContain('configured connection');
  expect(text).toContain('<a href="#connections">');
  expect(text).not.toContain('badge added');
});

it('explains the marks where there are two sides', async () => {
  const text = await section(ENVIRONMENT, { before: { name: 'v1', objects: [], notes: [] } });
  expect(text).toMatch(/Picture of\s+prod: v1 compared with working tree/);
  for (const mark of ['added', 'removed', 'changed']) expect(text).toContain(`badge ${mark}`);
});
