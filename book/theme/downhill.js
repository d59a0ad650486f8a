// What a page does with the room it has. Without this script all of it is there, plainer.
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  // Boxes that scroll: reached by the Tab key, and faded where something is cut.
  const boxes = all('.katex-display, .content .table-wrapper, .notebook-table, .content pre, .content pre > code, .notebook-figure');
  function mark(box) {
    const over = box.scrollWidth - box.clientWidth;
    const scrolls = over > 1 || (box.scrollHeight - box.clientHeight > 1 && getComputedStyle(box).overflowY === 'auto');
    box.classList.toggle('cut-start', over > 1 && box.scrollLeft > 1);
    box.classList.toggle('cut-end', over > 1 && box.scrollLeft < over - 1);
    if (scrolls && getComputedStyle(box).overflowX !== 'visible') {
      if (!box.hasAttribute('tabindex')) {
        box.tabIndex = 0;
        box.dataset.scrolls = '';
      }
    } else if ('scrolls' in box.dataset) {
      box.removeAttribute('tabindex');
      delete box.dataset.scrolls;
    }
  }
  for (const box of boxes) box.addEventListener('scroll', () => mark(box), { passive: true });

  // The button that opens the sidebar answers to the keyboard.
  const toggle = document.getElementById('mdbook-sidebar-toggle');
  toggle?.addEventListener('keydown', event => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      toggle.click();
    }
  });

  // Figures: on a narrow page the panels stand one below the other, and the legend is set anew.
  const GAP = 8;
  const figures = all('.notebook-figure > svg');
  const narrow = matchMedia('(max-width: 600px)');

  function measure(svg) {
    const panels = all(':scope > .panel', svg);
    const legend = [];
    let entry = [];
    // After the panels come the legend's entries: marks, then the name.
    for (let node = panels.at(-1)?.nextElementSibling; node; node = node.nextElementSibling) {
      entry.push(node);
      if (node.localName === 'text') {
        legend.push(entry);
        entry = [];
      }
    }
    return { panels, legend };
  }

  const union = nodes => nodes.map(node => node.getBBox()).reduce((a, b) => {
    const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
    return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
  });
  const move = (node, x, y) => {
    node.dataset.own ??= node.getAttribute('transform') ?? '';
    node.setAttribute('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)}) ${node.dataset.own}`.trim());
  };

  function resize(svg, width, height) {
    svg.setAttribute('viewBox', `0 0 ${+width.toFixed(1)} ${+height.toFixed(1)}`);
    // Its own ratio comes from its attributes, and so does the ground's size.
    for (const element of [svg, svg.querySelector(':scope > .paper')]) {
      element?.setAttribute('width', width);
      element?.setAttribute('height', height);
    }
  }

  function stack(svg) {
    const { panels, legend } = measure(svg);
    if (panels.length < 2 || !svg.getBoundingClientRect().width) return;
    svg.dataset.box ??= svg.getAttribute('viewBox');
    const places = panels.map(panel => union([panel]));
    const width = Math.max(...places.map(place => place.width)) + 2 * GAP;
    let y = GAP;
    panels.forEach((panel, i) => {
      move(panel, (width - places[i].width) / 2 - places[i].x, y - places[i].y);
      y += places[i].height + 2 * GAP;
    });
    let x = GAP;
    let high = 0;
    for (const entry of legend) {
      const place = union(entry);
      if (x > GAP && x + place.width > width - GAP) {
        x = GAP;
        y += high + GAP;
        high = 0;
      }
      for (const node of entry) move(node, x - place.x, y - place.y);
      x += place.width + 2 * GAP;
      high = Math.max(high, place.height);
    }
    y += high + GAP;
    resize(svg, width, y);
    // As large as the screen lets them be, and no larger than they are drawn.
    svg.style.width = `${Math.min(width * 1.25, svg.parentElement.clientWidth)}px`;
    svg.classList.add('stacked');
  }

  function unstack(svg) {
    if (!svg.classList.contains('stacked')) return;
    const { panels, legend } = measure(svg);
    for (const node of [...panels, ...legend.flat()]) {
      if (node.dataset.own) node.setAttribute('transform', node.dataset.own);
      else node.removeAttribute('transform');
    }
    const [, , width, height] = svg.dataset.box.split(' ').map(Number);
    resize(svg, width, height);
    svg.style.width = '';
    svg.classList.remove('stacked');
  }

  // No lettering below 8 pixels: rather than that, a figure scrolls.
  const LEAST = 8;
  function legible(svg) {
    svg.style.minWidth = '';
    const sizes = all('text', svg).map(text => parseFloat(text.getAttribute('font-size'))).filter(size => size > 0);
    if (!sizes.length) return;
    const [, , width] = svg.getAttribute('viewBox').split(' ').map(Number);
    const needed = Math.ceil((width * LEAST) / Math.min(...sizes));
    if (svg.getBoundingClientRect().width < needed) {
      svg.style.minWidth = `${needed}px`;
      svg.style.maxWidth = 'none';
    }
  }

  function fit() {
    for (const svg of figures) {
      if (narrow.matches && !printing) stack(svg);
      else unstack(svg);
      svg.style.maxWidth = '100%';
      if (!printing) legible(svg);
      else svg.style.minWidth = '';
    }
    boxes.forEach(mark);
  }

  // Folded figures have no size until they are opened.
  document.addEventListener('toggle', fit, true);
  let printing = false;
  addEventListener('beforeprint', () => { printing = true; fit(); });
  addEventListener('afterprint', () => { printing = false; fit(); });
  let waiting;
  addEventListener('resize', () => { clearTimeout(waiting); waiting = setTimeout(fit, 100); });
  fit();
  document.fonts?.ready.then(fit);

  // The ledger: choose by verdict and by chapter.
  const ledger = document.querySelector('.ledger');
  if (!ledger) return;
  const rows = all('tbody tr', ledger);
  for (const row of rows) {
    const [, says, computed, verdict] = row.cells;
    row.dataset.verdict = verdict.querySelector('em')?.textContent ?? '';
    for (const cell of [says, computed]) cell.classList.toggle('nothing', cell.textContent.trim() === '–');
  }
  let chapters = '';
  for (const element of all('h2, tbody tr', ledger)) {
    if (element.localName === 'h2') chapters = element.dataset.chapters ?? '';
    else element.dataset.chapters = chapters;
  }
  const distinct = values => [...new Set(values)].filter(Boolean);
  const verdicts = distinct(rows.map(row => row.dataset.verdict));
  const numbers = distinct(rows.flatMap(row => row.dataset.chapters.split(' '))).sort((a, b) => a - b);
  const form = document.createElement('form');
  form.className = 'ledger-filters';
  const choice = (name, what, values, label) => {
    const box = document.createElement('label');
    const select = document.createElement('select');
    select.name = name;
    select.append(new Option('all', ''), ...values.map(value => new Option(label(value), value)));
    box.append(`${what} `, select);
    form.append(box);
    return select;
  };
  const verdict = choice('verdict', 'Verdict', verdicts, value => value);
  const chapter = choice('chapter', 'Chapter', numbers, value => value);
  const count = document.createElement('output');
  form.append(count);
  ledger.prepend(form);
  function filter() {
    for (const row of rows) {
      const right = !verdict.value || row.dataset.verdict === verdict.value;
      row.hidden = !right || (chapter.value && !row.dataset.chapters.split(' ').includes(chapter.value));
    }
    for (const heading of all('h2', ledger)) {
      const section = heading.nextElementSibling;
      const empty = !all('tbody tr', section).some(row => !row.hidden);
      heading.hidden = section.hidden = empty;
    }
    count.value = `${rows.filter(row => !row.hidden).length} of ${rows.length} claims`;
  }
  form.addEventListener('change', filter);
  form.addEventListener('submit', event => event.preventDefault());
  // On a phone all claims at once are more than anybody scrolls through: the first chapter's, until another is chosen.
  const short = matchMedia('(max-width: 700px)');
  if (short.matches) chapter.value = numbers[0] ?? '';
  // A link to a row shows it, whatever is chosen.
  const show = () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest('tr');
    if (row?.hidden) {
      verdict.value = '';
      chapter.value = short.matches ? row.dataset.chapters.split(' ')[0] : '';
      filter();
      row.scrollIntoView();
    }
  };
  addEventListener('hashchange', show);
  filter();
  show();
})();
