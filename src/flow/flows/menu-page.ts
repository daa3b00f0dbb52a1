/** Pure: a page of a menu: what can be done there, one numbered line each of what it is for, as buttons and in words. */
import type { TextRef } from '../../core/event.ts';
import type { EndStep, Option, Scene } from '../define.ts';

/** Zalo shows five buttons at most; more would be numbers only. */
export const deedsAtMost = 5;

/** A line of a menu. */
export interface Deed {
  /** A flow reference; what it is for stands at `menu.what.<reference>`, colons as dashes. */
  readonly to: string;
  /** Key of its name, where that is not the flow's. */
  readonly label?: string;
  /** Key of further words for it. */
  readonly words?: string;
  /** Stands before the others while this holds for the person. */
  readonly first?: (scene: Scene) => boolean;
}

export const labelOf = ({ to, label }: Deed): string => label ?? `flow.${to}`;
export const purposeOf = ({ to }: Deed): string => `menu.what.${to.replaceAll(':', '-')}`;

const optionOf = (deed: Deed): Option => ({
  value: deed.to,
  label: { key: labelOf(deed) },
  ...(deed.words === undefined ? {} : { words: deed.words }),
});

function inOrder(deeds: readonly Deed[], scene: Scene): readonly Deed[] {
  const isFirst = ({ first }: Deed): boolean => first?.(scene) === true;
  return [...deeds.filter(isFirst), ...deeds.filter((deed) => !isFirst(deed))];
}

const lineOf = (deed: Deed, at: number): TextRef => ({
  key: 'menu.line',
  vars: { no: at + 1, name: { key: labelOf(deed) }, what: { key: purposeOf(deed) } },
});

export interface MenuPage {
  /** Key of what is said above the lines. */
  readonly title: (scene: Scene) => string;
  readonly deeds: (scene: Scene) => readonly Deed[];
  /** The page this one was opened from. */
  readonly up?: (scene: Scene) => string;
}

/** The step that shows a page. It ends the conversation, so that anything may be typed next; numbers and names still count. */
export function menuPage({ title, deeds, up }: MenuPage): EndStep {
  const shown = (scene: Scene): readonly Deed[] => inOrder(deeds(scene), scene);
  return {
    kind: 'end',
    told: true,
    say: [
      {
        text: 'menu.page',
        vars: (scene) => ({ title: { key: title(scene) }, deeds: { lines: shown(scene).map(lineOf) } }),
      },
    ],
    offer: (scene) => [
      ...shown(scene).map(optionOf),
      ...(up === undefined ? [] : [{ value: up(scene), label: { key: 'nav.up' }, up: true as const }]),
    ],
  };
}
