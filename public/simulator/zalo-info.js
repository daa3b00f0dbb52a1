/** The form in which a person shares name, phone number and address with the OA. */

/** Wires it, filled with made-up details; `onShare` resolves to whether they were taken. */
export function wireInfoForm(root, { person, words, onShare }) {
  const form = root.querySelector('.info');
  const field = (name) => form.elements.namedItem(name);
  let number = '';
  let before = null;

  const close = () => {
    form.hidden = true;
    before?.focus();
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const given = ['name', 'phone', 'address'].map((name) => [name, field(name).value.trim()]);
    if (await onShare(Object.fromEntries(given))) close();
  });
  form.addEventListener('keydown', ({ key }) => key === 'Escape' && close());
  form.querySelector('.plain').addEventListener('click', close);
  return {
    setNumber(now) {
      number = now ?? '';
    },
    open() {
      before = root.querySelector('textarea');
      field('name').value = person.name;
      field('phone').value = number;
      field('address').value = words.infoAddressSample;
      form.hidden = false;
      field('phone').focus();
    },
  };
}
