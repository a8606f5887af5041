export const middlewareGuide = '';
