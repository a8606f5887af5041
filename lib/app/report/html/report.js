// Search, and the connections of the box that the pointer or the focus is on. Without it, everything is there and nothing is hidden.
(() => {
  'use strict';
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const picture = document.querySelector('.picture');
  const nodes = picture ? all('.node', picture) : [];
  const lines = picture ? all('[data-from]', picture) : [];
  const search = document.getElementById('search');

  const ends = ({ dataset }) => [dataset.from, dataset.to];

  // What is not among the IDs fades; lines between two of them stay.
  function show(isShown, isLineShown, isRelated) {
    for (const node of nodes) node.classList.toggle('dim', !isShown(node));
    for (const line of lines) {
      line.classList.toggle('dim', !isLineShown(line));
      line.classList.toggle('related', isRelated(line));
    }
  }

  function showConnectionsOf(id) {
    const own = lines.filter((line) => ends(line).includes(id));
    const ids = new Set([id, ...own.flatMap(ends)]);
    show(
      ({ dataset }) => ids.has(dataset.id),
      (line) => own.includes(line),
      (line) => own.includes(line),
    );
  }

  function showFound() {
    const words = wordsOf(search ? search.value : '');
    const found = new Set(
      nodes.filter(({ dataset }) => hasAll(dataset.search, words)).map(({ dataset }) => dataset.id),
    );
    show(
      ({ dataset }) => found.has(dataset.id),
      (line) => words.length === 0 || ends(line).some((id) => found.has(id)),
      () => false,
    );
  }

  function wordsOf(text) {
    return text.toLowerCase().split(/\s+/).filter(Boolean);
  }

  function hasAll(text, words) {
    return words.every((word) => text.includes(word));
  }

  function filter() {
    const words = wordsOf(search.value);
    let count = 0;
    for (const table of all('table.rows')) {
      const rows = all('tbody tr', table);
      for (const row of rows) row.hidden = !hasAll(row.textContent.toLowerCase(), words);
      const left = rows.filter((row) => !row.hidden).length;
      count += left;
      const region = table.closest('.scroll');
      region.hidden = left === 0;
      region.nextElementSibling.hidden = left > 0;
    }
    for (const object of all('.objects > li'))
      object.hidden = !hasAll(object.textContent.toLowerCase(), words);
    document.getElementById('found').textContent =
      words.length === 0 ? '' : `${count} ${count === 1 ? 'row' : 'rows'}`;
    showFound();
  }

  for (const node of nodes) {
    const enter = () => showConnectionsOf(node.dataset.id);
    node.addEventListener('pointerenter', enter);
    node.addEventListener('focus', enter);
    node.addEventListener('pointerleave', showFound);
    node.addEventListener('blur', showFound);
  }

  // A row that the search hides is shown when a link leads to it.
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(decodeURIComponent(link.getAttribute('href').slice(1)));
    if (target && target.closest('[hidden]') && search) {
      search.value = '';
      filter();
    }
  });

  const allowed = document.getElementById('show-allowed');
  const actual = document.getElementById('actual-size');
  if (allowed)
    allowed.addEventListener('change', () => picture.classList.toggle('configured-only', !allowed.checked));
  if (actual) actual.addEventListener('change', () => picture.classList.toggle('actual', actual.checked));
  for (const control of all('.controls, .search')) control.hidden = false;

  if (search) {
    search.addEventListener('input', filter);
    document.addEventListener('keydown', (event) => {
      const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        search.focus();
      }
      if (event.key === 'Escape' && event.target === search) {
        search.value = '';
        filter();
      }
    });
    if (search.value !== '') filter();
  }

  // Paper has nothing to open.
  window.addEventListener('beforeprint', () => {
    for (const details of all('details')) details.open = true;
  });
})();
