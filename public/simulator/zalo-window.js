/** The strip that tells whether the OA may write to the person now, how long still, and what it would cost. */
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const openMs = 7 * dayMs;
const tickMs = 20_000;

const fill = (text, vars) => text.replace(/\{\{(\w+)\}\}/gu, (_, name) => vars[name]);

/** `0 đ`, or that the price is not known. */
export const priceOf = ({ priceVnd }, words, language) =>
  priceVnd === null
    ? words.priceUnknown
    : fill(words.price, { n: new Intl.NumberFormat(language).format(priceVnd) });

/** `3 ngày 23 giờ`; the two largest units. */
export function spanOf(ms, language) {
  const say = (n, unit) =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(n);
  const minutes = Math.max(0, Math.round(ms / minuteMs));
  const parts = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ];
  const first = parts.findIndex(([n]) => n > 0);
  if (first < 0) return say(0, 'minute');
  const shown = parts.slice(first, first + 2).filter(([n]) => n > 0);
  return shown.map(([n, unit]) => say(n, unit)).join(' ');
}

/** Until when the present state lasts. */
const endOf = { free: ({ freeUntil }) => freeUntil, billed: ({ openUntil }) => openUntil };

/** Makes the strip's showing; it goes on with the time by itself. */
export function createWindow(root, { words, language }) {
  const at = (name) => root.querySelector(`.window-${name}`);
  let phone = null;
  let ahead = 0;
  let state = null;

  const showTime = () => {
    if (phone === null) return;
    const now = Date.now() + ahead;
    const { window } = phone;
    const until = endOf[window.state]?.(window) ?? null;
    at('left').textContent =
      until === null ? '' : fill(words.windowLeft, { time: spanOf(until - now, language) });
    const last = window.lastInteractionAt;
    at('silent').hidden = last === null;
    at('silent').textContent =
      last === null ? '' : fill(words.windowSilent, { time: spanOf(now - last, language) });
    const share = last === null ? 0 : Math.min(1, (now - last) / openMs);
    at('bar').hidden = last === null;
    at('at').style.insetInlineStart = `${(share * 100).toFixed(1)}%`;
  };
  setInterval(showTime, tickMs);

  return {
    show(next) {
      phone = next;
      ahead = next.now - Date.now();
      const { window } = next;
      root.dataset.state = window.refusedWith === null ? window.state : 'closed';
      const word = words[`window_${window.state}`];
      at('state').textContent = word;
      if (state !== null && state !== window.state) at('news').textContent = `${words.zaloState}: ${word}`;
      state = window.state;
      at('price').textContent =
        window.next === null
          ? fill(words.nextRefused, { code: window.refusedWith })
          : fill(words.nextPrice, { price: priceOf(window.next, words, language) });
      showTime();
    },
  };
}
