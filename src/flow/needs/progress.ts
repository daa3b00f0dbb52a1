/** Pure: what flows may know of a person's own products, self-assessments and dossiers under way. */
import type { GatedStar } from '../../core/criteria-set.ts';
import type { DossierKind } from '../../core/dossier.ts';
import type { Instant } from '../../core/model.ts';
import type { SelfCheck, SelfCheckDraft } from '../../core/self-check.ts';
import type { OfferingView } from './seats.ts';

/** A product of an idea the person sent or of a certificate they own. */
export interface OwnProduct {
  readonly name: string;
  readonly setId: string;
  /** Of its certificate. */
  readonly star: GatedStar | null;
}

export interface DossierTicks {
  readonly kind: DossierKind;
  readonly setId: string;
  /** Ids of items. */
  readonly ticked: readonly string[];
  readonly changedAt: Instant;
}

export interface OwnProgress {
  /** Each name once, certified ones first; their order holds as long as nothing is added. */
  readonly products: readonly OwnProduct[];
  /** The last two of each product, newest first. */
  readonly checks: readonly SelfCheck[];
  /** Those under way, in the order they were begun. */
  readonly drafts: readonly SelfCheckDraft[];
  /** Last worked on first. */
  readonly dossiers: readonly DossierTicks[];
}

export interface ProgressSnapshots {
  readonly ownProgress: OwnProgress;
}

/** Open classes the person may attend, asked for once, when the result is told. */
export interface ProgressQuery {
  readonly kind: 'suitingOfferings';
}

export interface ProgressFound {
  readonly kind: 'suitingOfferings';
  readonly views: readonly OfferingView[];
}
