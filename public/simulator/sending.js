/** What happens around a deed on any phone: its refusal is shown, a tapped button shows that it works. */
const spinnerMs = 5000;

/** Makes the function that waits for a deed and gives what the server said, `null` for a refusal, which is shown. */
export function createReport(root, words) {
  const wrong = root.querySelector('.wrong');
  return async (sending) => {
    wrong.hidden = true;
    const answer = await sending;
    wrong.textContent = words.failed;
    wrong.hidden = answer !== null;
    return answer;
  };
}

/** Until the bot answers; not for ever, as it need not. */
export function showBusy(button) {
  button.classList.add('busy');
  setTimeout(() => button.classList.remove('busy'), spinnerMs);
}

/** A phone from its template, with the person's name on the log. */
export function clonePhone(template, logLabel, { name }) {
  const root = document.querySelector(template).content.firstElementChild.cloneNode(true);
  root.querySelector('.log').setAttribute('aria-label', logLabel.replace('{{name}}', name));
  return root;
}
