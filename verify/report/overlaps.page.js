// Runs in the page: what stands on what in the picture, and text that is cut off, as the browser draws it.
(() => {
  const rectOf = (element) => element.getBoundingClientRect();
  const nameOf = (element) => element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40);
  const overlap = (one, other) =>
    one.left < other.right - 0.5 &&
    other.left < one.right - 0.5 &&
    one.top < other.bottom - 0.5 &&
    other.top < one.bottom - 0.5;
  const within = (inner, outer) =>
    inner.left >= outer.left - 0.5 &&
    inner.right <= outer.right + 0.5 &&
    inner.top >= outer.top - 0.5 &&
    inner.bottom <= outer.bottom + 0.5;
  const faults = [];
  const boxes = [...document.querySelectorAll('.picture .node .box, .picture .label rect')];
  boxes.forEach((one, index) => {
    for (const other of boxes.slice(index + 1))
      if (overlap(rectOf(one), rectOf(other)))
        faults.push(`${nameOf(one.parentElement)} is on ${nameOf(other.parentElement)}`);
  });
  const texts = [...document.querySelectorAll('.picture .node text, .picture .label text')];
  for (const text of texts) {
    const box = text.closest('.node, .label').querySelector('.box, rect');
    if (!within(rectOf(text), rectOf(box))) faults.push(`${nameOf(text)} is not within its box`);
  }
  for (const group of document.querySelectorAll('.picture .node')) {
    const inside = [...group.querySelectorAll('text')];
    inside.forEach((one, index) => {
      for (const other of inside.slice(index + 1))
        if (
          overlap(rectOf(one), rectOf(other)) &&
          nameOf(one) !== nameOf(other) &&
          rectOf(one).bottom - rectOf(other).top > 3
        )
          faults.push(`${nameOf(one)} is on ${nameOf(other)}`);
    });
  }
  for (const frame of document.querySelectorAll('.picture .frame')) {
    const title = rectOf(frame.querySelector('text'));
    if (!within(title, rectOf(frame.querySelector('rect'))))
      faults.push(`${nameOf(frame)} is not within its frame`);
    for (const box of boxes)
      if (overlap(title, rectOf(box))) faults.push(`${nameOf(box.parentElement)} is on ${nameOf(frame)}`);
  }
  return { count: boxes.length + texts.length, faults };
})();
