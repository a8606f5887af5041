import { writeFileSync } from 'node:fs';
import { currentPins, PINS } from './debian';

// Raises the pins of Debian's packages to what its mirrors have now: `npx tsx tools/debian-pins.ts`, as root.
writeFileSync(PINS, `${JSON.stringify(currentPins(), null, 2)}\n`);
