// Questions become forms: choose, ask for the verdict, read why. What was chosen is kept on this device.
(() => {
  const stored = (key, value) => {
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch (error) {
      // A reader may forbid storage: then nothing is remembered.
    }
    return null;
  };

  const form = (question) => {
    const words = question.dataset;
    const list = question.querySelector('.notebook-choices');
    const reasons = question.querySelectorAll('.notebook-answer li');
    const key = 'mdbook-notebook:' + question.id;
    const items = Array.from(list.children);
    const texts = items.map((item) => item.textContent.trim());

    const inputs = items.map((item, at) => {
      const label = document.createElement('label');
      const input = document.createElement('input');
      const text = document.createElement('span');
      Object.assign(input, { type: 'radio', name: question.id, value: at });
      text.append(...item.childNodes);
      label.append(input, text);
      item.append(label);
      return input;
    });
    const button = document.createElement('button');
    Object.assign(button, { type: 'button', className: 'notebook-judge', textContent: words.check });
    const verdict = document.createElement('div');
    verdict.className = 'notebook-verdict';
    verdict.setAttribute('aria-live', 'polite');
    list.after(button, verdict);
    list.classList.add('notebook-live');

    const clear = () => {
      verdict.replaceChildren();
      verdict.classList.remove('notebook-right');
    };
    const judge = () => {
      const at = inputs.findIndex((input) => input.checked);
      clear();
      if (at < 0) {
        verdict.textContent = words.choose;
        return;
      }
      // The reason begins with its verdict.
      const reason = Array.from(reasons[at].childNodes, (node) => node.cloneNode(true));
      verdict.classList.toggle('notebook-right', 'right' in items[at].dataset);
      verdict.append(...reason);
      stored(key, texts[at]);
    };

    button.addEventListener('click', judge);
    list.addEventListener('change', clear);
    // mdBook turns pages with the arrow keys: here they choose.
    question.addEventListener('keydown', (event) => {
      if (event.key.startsWith('Arrow')) event.stopPropagation();
      if (event.key === 'Enter' && event.target.type === 'radio') judge();
    });

    // A choice whose words have changed since is a new one.
    const before = texts.indexOf(stored(key));
    if (before >= 0) {
      inputs[before].checked = true;
      judge();
    }
  };

  for (const question of document.querySelectorAll('.notebook-question')) form(question);
})();
