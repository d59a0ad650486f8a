// Figures whose SVG has several frames become steppers: buttons, a slider, and a line that says where one is.
(() => {
  const PAUSE = 800;

  const element = (name, attributes) => {
    const made = document.createElement(name);
    for (const key of Object.keys(attributes)) made.setAttribute(key, attributes[key]);
    return made;
  };

  const stepper = (figure) => {
    const frames = Array.from(figure.querySelectorAll('svg .frame'));
    const words = figure.dataset;
    const total = frames.length;
    let current = 0;
    let timer = null;

    const button = (kind) =>
      element('button', { type: 'button', class: 'notebook-' + kind, 'aria-label': words[kind], title: words[kind] });
    const previous = button('previous');
    const play = button('play');
    const next = button('next');
    const slider = element('input', { type: 'range', min: 1, max: total, step: 1, 'aria-label': words.slider });
    const position = element('output', { 'aria-live': 'polite', class: 'notebook-position' });
    const controls = element('div', { class: 'notebook-controls', role: 'group', 'aria-label': words.slider });
    controls.append(previous, play, next, slider, position);

    const show = (index) => {
      current = Math.max(0, Math.min(total - 1, index));
      frames.forEach((frame, at) => frame.classList.toggle('notebook-now', at === current));
      const label = frames[current].dataset.label;
      const where = words.position.replace('{current}', current + 1).replace('{total}', total);
      position.textContent = label ? where + ': ' + label : where;
      slider.value = current + 1;
      slider.setAttribute('aria-valuetext', position.textContent);
      previous.disabled = current === 0;
      next.disabled = current === total - 1;
    };

    const playing = (yes) => {
      clearInterval(timer);
      timer = yes ? setInterval(advance, PAUSE) : null;
      const word = yes ? words.pause : words.play;
      play.setAttribute('aria-label', word);
      play.title = word;
      play.classList.toggle('notebook-playing', yes);
      // Every frame announced while it plays would never end.
      position.setAttribute('aria-live', yes ? 'off' : 'polite');
    };

    const advance = () => {
      show(current + 1);
      if (current === total - 1) playing(false);
    };

    const step = (by) => {
      playing(false);
      show(current + by);
      // A button that has just been disabled would swallow the next key.
      if (document.activeElement === document.body || document.activeElement.disabled) slider.focus();
    };

    previous.addEventListener('click', () => step(-1));
    next.addEventListener('click', () => step(1));
    slider.addEventListener('input', () => { playing(false); show(Number(slider.value) - 1); });
    play.addEventListener('click', () => {
      if (timer !== null) return playing(false);
      if (current === total - 1) show(0);
      playing(true);
    });

    // mdBook turns pages with the arrow keys and opens its menu with a swipe: not from inside these controls.
    controls.addEventListener('keydown', (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (by === undefined) return;
      event.stopPropagation();
      if (event.target !== slider) {
        event.preventDefault();
        step(by);
      }
    });
    for (const touch of ['touchstart', 'touchmove', 'touchend']) {
      controls.addEventListener(touch, (event) => event.stopPropagation(), { passive: true });
    }

    figure.classList.add('notebook-live');
    figure.querySelector('svg').after(controls);
    show(0);
  };

  for (const figure of document.querySelectorAll('.notebook-steps:not(.notebook-live)')) stepper(figure);
})();
