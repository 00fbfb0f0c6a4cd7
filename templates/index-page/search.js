// The index page at work: finds indicators, narrows them to one kind, walks through them by keys, copies one with its source. Without it the page
// shows everything. Rows move and hide; what they say is never changed, matches are painted over it.
(() => {
  const PHONE = matchMedia('(max-width: 720px)');
  /** So many results stand above the publications on a phone. */
  const FEW = 4;
  /** What the reports say in two ways. */
  const SAME = [
    ['gdp', '地区生产总值'],
    ['高企', '高新技术企业'],
    ['社零', '社会消费品零售总额'],
    ['规上', '规模以上'],
    ['研发', 'r&d'],
  ];
  const $ = (selector, within = document) => within.querySelector(selector);
  const make = (name, className, text = '') =>
    Object.assign(document.createElement(name), { className, textContent: text });
  const section = $('.records');
  const table = $('table', section);
  const query = $('#query');
  const found = $('.found');
  const rest = $('.rest');
  const results = table.appendChild(make('tbody', 'results'));
  const textOf = (element) => (element?.textContent ?? '').trim();

  /** As it is compared: full-width and capital letters as plain ones, as long as before. */
  const fold = (text) =>
    Array.from(text, (char) => {
      const plain = char.normalize('NFKC').toLowerCase();
      return plain.length === char.length ? plain : char;
    }).join('');

  /** A name that can be found by its characters, its pinyin and the initials of that. */
  const spoken = (text, pinyin) => {
    const syllables = pinyin.split(' ');
    return { text: fold(text), syllables, initials: syllables.map(([first]) => first ?? '').join('') };
  };

  const groups = [...table.tBodies]
    .filter((body) => body !== results)
    .map((body) => {
      const head = $('.topic th', body);
      const topic = spoken(textOf(head), body.dataset.pinyin);
      const button = make('button', 'fold');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      const group = { body, button, records: [], usual: body.classList.contains('open') };
      group.records = [...body.querySelectorAll('.record')].map((row) => recordOf(row, topic));
      button.addEventListener('click', () => unfold(group, !body.classList.contains('open')));
      return group;
    });
  const records = groups.flatMap((group) => group.records);

  function recordOf(row, topic) {
    const name = $('th .label', row);
    const [value, change, quote, where, copying] = ['value', 'change', 'quote', 'where', 'copying'].map(
      (cell) => $(`td.${cell}`, row),
    );
    const [more, less] = row.classList.contains('long') ? ['全句', '收起'] : ['原句', '收起'];
    const [detail, copy] = ['detail', 'copy'].map((act) => {
      const button = make('button', act);
      button.type = 'button';
      // Whose it is, for those who hear it.
      button.append(
        make('span', 'does', act === 'copy' ? '复制' : more),
        make('span', 'unseen', `：${textOf(name)}`),
      );
      return button;
    });
    detail.setAttribute('aria-expanded', 'false');
    copying.append(detail, copy);
    row.tabIndex = -1;
    const record = { row, kind: row.dataset.kind, topic, copy };
    record.name = { ...spoken(textOf(name), row.dataset.pinyin), element: name };
    record.numbers = [value, change].map((element) => ({ text: fold(textOf(element)), element }));
    const own = $('b', quote);
    record.quote = { text: fold(own.textContent), element: own };
    record.sentence = { text: fold(quote.textContent), element: quote };
    record.said = () =>
      [
        `${textOf(name)}：${[value, change].map(textOf).filter(Boolean).join('，')}`,
        `报告原句：${textOf(quote)}`,
        `出处：${[document.title, textOf(where)].filter(Boolean).join('，')}`,
      ].join('\n');
    detail.addEventListener('click', () => {
      const open = row.classList.toggle('open');
      $('.does', detail).textContent = open ? less : more;
      detail.setAttribute('aria-expanded', String(open));
    });
    copy.addEventListener('click', () => copyOf(record));
    return record;
  }

  function unfold({ body, button }, open) {
    body.classList.toggle('open', open);
    button.setAttribute('aria-expanded', String(open));
  }

  /** Where a word stands in a text, as [start, end). Digits begin a number: 5 is not in 15 or 1.5. */
  function placesIn(text, word) {
    const places = [];
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
      if (!/^\d/.test(word) || !/[\d.]/.test(text[at - 1] ?? '')) places.push([at, at + word.length]);
    return places;
  }

  /** Whether a word of digits is a whole number of the text. */
  const isNumberIn = (text, word) =>
    /^\d/.test(word) && placesIn(text, word).some(([, end]) => !/[\d.]/.test(text[end] ?? ''));

  /** Where pinyin or its initials name a run of characters. */
  function spokenIn({ syllables, initials }, word) {
    if (!/^[a-z]+$/.test(word)) return null;
    const at = initials.indexOf(word);
    if (at >= 0) return [at, at + word.length];
    for (let start = 0; start < syllables.length; start++) {
      let left = word;
      for (let end = start; end < syllables.length; end++) {
        if (syllables[end].startsWith(left)) return [start, end + 1];
        if (!left.startsWith(syllables[end])) break;
        left = left.slice(syllables[end].length);
      }
    }
    return null;
  }

  /**
   * How well a word fits a record (less is better) and what of it to paint; null where it does not. `said`: what it says, its own words or the
   * whole sentence around them.
   */
  function fitOf({ name, numbers, topic }, word, said) {
    const paint = [name, ...numbers, said].flatMap(({ text, element }) =>
      placesIn(text, word).map(([start, end]) => ({ element, start, end })),
    );
    // Of a number the value itself comes first.
    const exact = numbers.findIndex(({ text }) => isNumberIn(text, word));
    if (exact >= 0) return { rank: exact - numbers.length, paint };
    const inName = placesIn(name.text, word)[0];
    if (inName) return { rank: inName[0] === 0 ? 0 : 1, paint };
    const heard = spokenIn(name, word);
    if (heard) {
      const [start, end] = heard;
      return { rank: start === 0 ? 2 : 3, paint: [...paint, { element: name.element, start, end }] };
    }
    if (numbers.some(({ text }) => placesIn(text, word).length > 0)) return { rank: 4, paint };
    if (placesIn(topic.text, word).length > 0 || spokenIn(topic, word)?.[0] === 0) return { rank: 5, paint };
    return paint.length > 0 ? { rank: 6, paint } : null;
  }

  /** The same for the word or for another that means it. */
  function bestFit(record, word, said) {
    const others = SAME.flatMap((pair) =>
      pair.includes(word) ? pair.filter((other) => other !== word) : [],
    );
    const fits = [word, ...others].map((own) => fitOf(record, own, said)).filter(Boolean);
    return fits.length === 0
      ? null
      : { rank: Math.min(...fits.map(({ rank }) => rank)), paint: fits.flatMap(({ paint }) => paint) };
  }

  /** The records that fit every word, best first. Sentences often list many indicators: they are searched whole where nothing else is found. */
  const search = (words, among) => {
    const hits = searchIn('quote', words, among);
    return hits.length > 0 ? hits : searchIn('sentence', words, among);
  };

  const searchIn = (said, words, among) =>
    among
      .map((record) => ({ record, fits: words.map((word) => bestFit(record, word, record[said])) }))
      .filter(({ fits }) => fits.every(Boolean))
      .map(({ record, fits }) => ({
        record,
        rank: fits.reduce((sum, fit) => sum + fit.rank, 0),
        paint: fits.flatMap((fit) => fit.paint),
      }))
      .sort((a, b) => a.rank - b.rank);

  /** A range over characters of an element, whatever elements stand in it. */
  function rangeOf({ element, start, end }) {
    const range = document.createRange();
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let at = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const next = at + node.length;
      if (start >= at && start < next) range.setStart(node, start - at);
      if (end > at && end <= next) {
        range.setEnd(node, end - at);
        return range;
      }
      at = next;
    }
    return null;
  }

  function paintOver(places) {
    if (!globalThis.CSS?.highlights || !globalThis.Highlight) return;
    const ranges = places.map(rangeOf).filter(Boolean);
    if (ranges.length > 0) CSS.highlights.set('found', new Highlight(...ranges));
    else CSS.highlights.delete('found');
  }

  const state = { words: [], kind: '', browsing: false, all: false };

  function draw() {
    const { words, kind, browsing, all } = state;
    const among = records.filter((record) => kind === '' || record.kind === kind);
    const hits = words.length > 0 ? search(words, among) : [];
    const shown = new Set(words.length > 0 ? hits.map((hit) => hit.record) : among);
    // Back to their topics, then, best first, out of them again.
    for (const { body, records: own } of groups) {
      body.append(...own.map(({ row }) => row));
      body.hidden = words.length > 0 || !own.some((record) => shown.has(record));
    }
    for (const record of records) record.row.hidden = !shown.has(record);
    results.append(...hits.map(({ record }) => record.row));
    results.hidden = hits.length === 0;
    paintOver(hits.flatMap((hit) => hit.paint));
    const total = `共 ${records.length} 项`;
    const idle = words.length === 0 && kind === '';
    found.textContent = idle ? total : `${shown.size > 0 ? `找到 ${shown.size} 项` : '没有找到'}，${total}`;
    query.form.classList.toggle('filled', query.value !== '');

    // A phone shows the publications after a few results; the topics only when asked for.
    const few = PHONE.matches && words.length > 0 && !all ? hits.slice(FEW).map((hit) => hit.record) : [];
    for (const { row } of few) row.hidden = true;
    const closed = PHONE.matches && words.length === 0 && kind === '' && !browsing;
    table.hidden = closed || shown.size === 0;
    rest.hidden = few.length === 0 && !closed;
    rest.textContent = closed ? `按专题浏览全部 ${records.length} 项` : restText(few);
  }

  function restText(few) {
    const kinds = new Set(few.map(({ kind }) => kind));
    const name = kinds.size === 1 ? textOf($(`.kinds input[value="${[...kinds][0]}"]`)?.parentElement) : '';
    return `还有 ${few.length} 项${name === '' || few.length === 1 ? '' : `，都是${name}`}`;
  }

  /** Takes up what stands in the fields. */
  function ask() {
    // 1,900 is 1900.
    const text = fold(query.value).replaceAll(/(\d),(?=\d)/g, '$1');
    const words = text.split(/\s+/).filter(Boolean);
    const kind = $('.kinds input:checked').value;
    if (words.join(' ') === state.words.join(' ') && kind === state.kind) return;
    if (kind !== state.kind || words.length === 0)
      for (const group of groups) unfold(group, kind !== '' || group.usual);
    const began = state.words.length === 0 && words.length > 0;
    Object.assign(state, { words, kind, all: false });
    draw();
    // Results are what one looks at now, not the publications above them.
    if (began && document.activeElement === query) section.scrollIntoView({ block: 'start' });
  }

  async function copyOf({ copy, said }) {
    const text = said();
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Pages from a disk may not in every browser.
      const field = make('textarea', 'unseen');
      field.value = text;
      document.body.append(field);
      const before = document.activeElement;
      field.select();
      document.execCommand('copy');
      field.remove();
      before?.focus({ preventScroll: true });
    }
    found.textContent = '已复制，附出处';
    $('.does', copy).textContent = '已复制';
    setTimeout(() => {
      $('.does', copy).textContent = '复制';
    }, 2000);
  }

  const inSight = () =>
    records
      .map(({ row }) => row)
      .filter((row) => row.getClientRects().length > 0)
      .sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));

  function walk(from, step) {
    const rows = inSight();
    const next = rows[rows.indexOf(from) + step];
    if (next) {
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: 'nearest' });
    } else if (step < 0) query.focus();
  }

  function clear() {
    if (query.value === '') query.blur();
    query.value = '';
    ask();
  }

  addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = event.target.closest?.('.record');
    const act = (does) => {
      event.preventDefault();
      does();
    };
    if (event.target === query) {
      if (event.key === 'Escape') act(clear);
      if (event.key === 'ArrowDown' || event.key === 'Enter') act(() => walk(null, 1));
      return;
    }
    if (event.key === '/') act(() => query.focus());
    if (!row) return;
    if (event.key === 'ArrowDown') act(() => walk(row, 1));
    if (event.key === 'ArrowUp') act(() => walk(row, -1));
    if (event.key.toLowerCase() === 'c') act(() => copyOf(records.find((record) => record.row === row)));
    if (event.key === 'Escape') act(() => query.focus());
  });

  query.addEventListener('input', ask);
  query.form.addEventListener('submit', (event) => event.preventDefault());
  $('.kinds').addEventListener('change', ask);
  $('.clear').addEventListener('click', () => {
    clear();
    query.focus();
  });
  rest.addEventListener('click', () => {
    const first = inSight().length;
    Object.assign(state, state.words.length > 0 ? { all: true } : { browsing: true });
    draw();
    inSight()[first]?.focus({ preventScroll: true });
  });

  // On a phone the search stands before the publications: also for those who hear the page.
  const settle = () => {
    const made = $('.made');
    if (PHONE.matches) made.before(section);
    else made.after(section);
    draw();
  };
  PHONE.addEventListener('change', settle);

  // Folded lists are out of sight: the links of the shelves open and close them.
  for (const link of document.querySelectorAll('.to-more a')) {
    const list = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const tell = () => link.setAttribute('aria-expanded', String(list.open));
    list.addEventListener('toggle', tell);
    tell();
    link.addEventListener('click', (event) => {
      event.preventDefault();
      list.open = !list.open;
      if (list.open) $('summary', list).focus();
    });
    $('summary', list).addEventListener('click', () => {
      if (list.open) link.focus();
    });
  }

  document.documentElement.classList.add('at-work');
  for (const part of [query.form, $('.kinds'), $('.keys')]) part.hidden = false;
  for (const group of groups) unfold(group, group.usual);
  settle();
  // Browsers fill in the fields again when one comes back.
  addEventListener('pageshow', ask);
})();
