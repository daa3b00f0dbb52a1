/** Pure: asking for a seat: from a list, a poster's code or a link. Events also ask for the product and what is needed. */
import type { ChooseStep, EndStep, Flow, Scene } from '../define.ts';
import { refusalLines } from './classes.ts';
import { yesNoWith } from './consent-question.ts';
import { cardLines, codeOf, joinRefusal, lookup, namedIn, viewOf } from './offering-card.ts';
import { leadTo, onward } from './onward.ts';
import { readText, textHints, textOf } from './text-answer.ts';

/** Where producers show something, the officer wants to know what. */
const withProduct: readonly string[] = ['fair', 'exhibition', 'supply_demand', 'product_week', 'livestream'];
const productAtMost = 200;
const needsAtMost = 500;

const asksProduct = (scene: Scene): boolean => withProduct.includes(viewOf(scene)?.offering.kind ?? '');
const asksSeats = (scene: Scene): boolean => (viewOf(scene)?.rules.atOnce ?? 1) > 1;

const about = (scene: Scene) => {
  const view = viewOf(scene);
  if (view === null) return {};
  const { title, code } = view.offering;
  return { title, code, card: { lines: cardLines(view) } };
};

const refused = (scene: Scene): boolean => {
  const view = viewOf(scene);
  return view !== null && view.mine === null && joinRefusal(scene, view) !== null;
};

/** What is gone, not for them, or theirs already is not asked about. */
function elsewhere(scene: Scene): string | null {
  const view = viewOf(scene);
  if (view === null) return codeOf(scene) === '' ? 'toList' : 'notThere';
  if (view.mine !== null) return 'already';
  return refused(scene) ? 'refused' : null;
}

/** What is still to be asked before a seat is taken. */
function missing(scene: Scene): string | null {
  if (asksSeats(scene) && scene.answers.seats === undefined) return 'seats';
  return asksProduct(scene) && scene.answers.product === undefined ? 'product' : null;
}

const unlessOpen = { to: ['notThere', 'toList', 'already', 'refused'], pick: elsewhere };

const confirm: ChooseStep = {
  kind: 'choose',
  lookup,
  // The words that named it are gone with the next answer.
  keep: (scene) => ({ list: codeOf(scene) }),
  instead: unlessOpen,
  say: [
    { text: 'classes.card', vars: about },
    { text: 'classes.confirm', vars: about, when: (scene) => (viewOf(scene)?.free ?? 0) > 0 },
    { text: 'classes.confirmWaiting', vars: about, when: (scene) => viewOf(scene)?.free === 0 },
  ],
  options: yesNoWith({ words: 'classes.confirmWords' }),
  next: {
    to: ['joined', 'declined'],
    pick: ({ answers }) => (answers.confirm === 'yes' ? 'joined' : 'declined'),
  },
};

const seats: ChooseStep = {
  kind: 'choose',
  lookup,
  say: [{ text: 'classes.seats' }],
  options: (scene) =>
    Array.from({ length: viewOf(scene)?.rules.atOnce ?? 1 }, (_, n) => ({
      value: String(n + 1),
      label: { plain: String(n + 1) },
    })),
  next: 'joined',
};

function wanted(scene: Scene) {
  const view = viewOf(scene);
  if (view === null) return [];
  const { answers } = scene;
  const [product, needs] = [textOf(answers, 'product'), textOf(answers, 'wishes')];
  const application = { ...(product && { product }), ...(needs && { needs }) };
  return [
    {
      type: 'seat_wanted' as const,
      offering: view.offering.id,
      seats: Number(textOf(answers, 'seats') ?? 1),
      ...(product === undefined ? {} : { application }),
    },
  ];
}

const joined: EndStep = {
  kind: 'end',
  lookup,
  instead: {
    to: [...unlessOpen.to, 'seats', 'product'],
    pick: (scene) => elsewhere(scene) ?? missing(scene),
  },
  say: [{ text: 'classes.outcome', vars: () => ({ outcome: { slot: 'seatOutcome' } }) }],
  emit: wanted,
  offer: onward('my-classes'),
};

export const joinClass: Flow = {
  name: 'join-class',
  version: 1,
  needs: ['standing'],
  requires: ['consent', 'profile'],
  start: 'confirm',
  argOf: namedIn,
  entries: ['confirm', 'joined'],
  resumable: false,
  steps: {
    confirm,
    seats,
    product: {
      kind: 'ask',
      lookup,
      say: [{ text: 'classes.product' }],
      parse: (input) => readText(input, { max: productAtMost }),
      hints: textHints,
      next: 'wishes',
    },
    wishes: {
      kind: 'ask',
      lookup,
      say: [{ text: 'classes.wishes' }],
      parse: (input) => readText(input, { max: needsAtMost }),
      hints: textHints,
      optional: true,
      next: 'joined',
    },
    joined,
    declined: { kind: 'end', say: [{ text: 'classes.declined' }], offer: onward('classes') },
    refused: { kind: 'end', say: refusalLines(refused), offer: onward('classes', 'events') },
    already: {
      kind: 'end',
      say: [],
      goTo: { to: ['my-classes:open'], pick: (scene) => `my-classes:open:${codeOf(scene)}` },
    },
    toList: leadTo('classes'),
    notThere: { kind: 'end', say: [{ text: 'classes.notThere' }], offer: onward('classes') },
  },
};
