/** Pure: what flows know of questions typed instead of answers; joined to the shapes of `define.ts`. */
import type { Handbook } from '../core/handbook.ts';

/** Part of the world: the handbook in memory. */
export interface Consults {
  readonly handbook: Handbook;
}

/** Part of an open question. */
export interface TakesQuestions {
  /** Any words are the answer, questions too: they are meant for a person. */
  readonly takesQuestions?: true;
  /** A class is named here by its code; typing it is no wish to join. */
  readonly takesCodes?: true;
}

/** Part of an end step. */
export interface HandsOn<S> {
  /** The question an officer may be handed next: a button's `@asked` stands for it. */
  readonly asks?: (scene: S) => string | null;
}

/** Part of a session. */
export interface Asked {
  /** The question asked last, as long as its answer stands; no button could carry it. */
  readonly asked?: string;
}
