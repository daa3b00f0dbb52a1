/** Pure: further ways a step is shown, and what lies in memory beside the indexes; joined to the shapes of `define.ts`. */
import type { ClassTemplate } from '../core/class-template.ts';
import type { ClassTopic } from '../core/class-topic.ts';
import type { CriteriaBook } from '../core/criteria-set.ts';
import type { DossierBook } from '../core/dossier.ts';
import type { TextRef } from '../core/event.ts';

/** Part of a line. */
export interface Attaches<S> {
  /** A picture or document that goes with this very bubble. */
  readonly attach?: (scene: S) => Attachment | null;
}

/** A medium by its id, kept or made when it is sent. */
export type Attachment =
  | { readonly photo: string }
  | { readonly document: { readonly media: string; readonly name: TextRef } };

/** Part of a closed question. */
export interface ListsChoices {
  /** The choices are sentences: they stand in the text by number, and the buttons carry the numbers. */
  readonly listed?: true;
}

/** Part of a flow. */
export interface HasPlace {
  /** The menu's page it stands on: “quay lại” at its first question leads there. */
  readonly up?: string;
}

/** Part of an end step. */
export interface NumbersOffers {
  /** The words of the step number what is offered, so that it is not listed again where there are no buttons. */
  readonly told?: true;
}

/** Part of a flow. */
export interface KeepsWords<S> {
  /** What the first words said, as an argument: kept while consent or the profile is asked for first. */
  readonly argOf?: (scene: S) => string | null;
}

/** Part of the world: the scoring sheets and what a dossier must hold. */
export interface KnowsCriteria {
  readonly criteria: CriteriaBook;
  readonly dossier: DossierBook;
  /** Which classes help with which criteria. */
  readonly classTopics?: readonly ClassTopic[];
  /** What officers begin a new class with. */
  readonly classTemplates?: readonly ClassTemplate[];
}
