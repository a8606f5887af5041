// Runs in the page: what has too little contrast, by the colours that the browser computes.
(() => {
  // Of rgb(…) or rgba(…); anything else is transparent here.
  const colourOf = (text) => {
    const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    return /^rgb/.test(text) ? [r, g, b, a] : [0, 0, 0, 0];
  };
  // WCAG 2.2, relative luminance and contrast ratio.
  const luminance = (colour) => {
    const [r, g, b] = colour.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const isOpaque = ([, , , alpha]) => alpha === 1;
  // What is behind: in the picture the box of the group, on the page the nearest element that has a background.
  const behind = (element) => {
    for (let one = element; one !== null; one = one.parentElement) {
      if (one instanceof SVGElement) {
        const box = [...one.children].find(
          (child) => /^(rect|circle)$/.test(child.tagName) && child !== element,
        );
        const fill = box === undefined ? undefined : colourOf(getComputedStyle(box).fill);
        if (fill !== undefined && isOpaque(fill)) return fill;
      } else {
        const background = colourOf(getComputedStyle(one).backgroundColor);
        if (isOpaque(background)) return background;
      }
    }
    return [255, 255, 255, 1];
  };

  const checks = [];
  const check = (what, front, least, back) =>
    checks.push({ what, value: contrast(colourOf(front), back), least });
  for (const element of document.querySelectorAll('body *')) {
    if (['SCRIPT', 'STYLE'].includes(element.tagName) || element.getClientRects().length === 0) continue;
    const style = getComputedStyle(element);
    const texts = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
    const text = texts.map(({ textContent }) => textContent.trim()).join('');
    // 1.4.3
    if (text !== '')
      check(
        `"${text.slice(0, 40)}"`,
        element instanceof SVGElement ? style.fill : style.color,
        4.5,
        behind(element),
      );
    // 1.4.11
    if (element.matches('.node .box')) check('border of a node', style.stroke, 3, colourOf(style.fill));
    if (element.matches('.sample .box, .icon path, .edge'))
      check(element.getAttribute('class') ?? 'icon', style.stroke, 3, behind(element));
    if (element.matches('.picture .edge'))
      check(
        'line in a frame',
        style.stroke,
        3,
        colourOf(getComputedStyle(document.querySelector('.frame rect')).fill),
      );
    if (element.matches('input[type=search]'))
      check('field', style.borderTopColor, 3, behind(element.parentElement));
    if (element.matches('.bar .part'))
      check('bar', style.fill, 3, behind(element.parentElement.parentElement));
  }
  return {
    count: checks.length,
    faults: checks
      .filter(({ value, least }) => value < least)
      .map(({ what, value, least }) => `${what}: ${value.toFixed(2)} is less than ${least}`),
  };
})();
