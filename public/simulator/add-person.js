/** The form that adds a person. */
const form = document.querySelector('#add-form');
const opener = document.querySelector('#add-open');

function openForm(open) {
  form.hidden = !open;
  opener.setAttribute('aria-expanded', String(open));
  (open ? form.elements.namedItem('name') : opener).focus();
}

/** Wires the form; `onName` resolves to whether the person was added. */
export function wireAddPerson(onName) {
  opener.addEventListener('click', () => openForm(form.hidden));
  document.querySelector('#add-cancel').addEventListener('click', () => openForm(false));
  form.addEventListener('keydown', ({ key }) => key === 'Escape' && openForm(false));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const added = await onName(form.elements.namedItem('name').value);
    if (added === null) return;
    form.reset();
    openForm(false);
    await added();
  });
}
