import { anchorOf } from '../../../../lib/app/report/html/anchors';

it('has letters, digits and dashes only', () => {
  expect(anchorOf('Deployment ai/relay')).toBe('deployment-ai-relay');
  expect(anchorOf('["outside","","10.0.0.0/8"]')).toBe('outside-10-0-0-0-8');
});
