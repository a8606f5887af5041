/** The number of `node` in the image (node:18-alpine and later). */
export const USER = 1000;
