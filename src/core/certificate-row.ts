/** Pure: one line of a registry file, read: what it says, and every fault by name. Nothing is guessed. */
import type { EvaluationType, Star } from './certificate.ts';
import type { Day, ProducerType, UnitCode } from './model.ts';

/** What one line says of one recognition; a line with two recognitions gives two. */
export interface RegistryRow {
  /** Row of the sheet, the first line being 1. */
  readonly row: number;
  readonly unit: UnitCode;
  readonly producer: string;
  readonly producerType: ProducerType | null;
  readonly address: string | null;
  readonly representative: string | null;
  /** E.164. */
  readonly phone: string | null;
  readonly product: string;
  readonly productGroup: string | null;
  readonly productSet: string | null;
  readonly productCode: string | null;
  readonly kind: EvaluationType;
  readonly star: Star;
  readonly decision: string | null;
  readonly decidedOn: Day | null;
  readonly year: number;
  readonly authority: string | null;
  readonly number: string | null;
  readonly issuedOn: Day | null;
  /** `null`: the history of a product only, without a certificate. */
  readonly validUntil: Day | null;
  readonly validComputed: boolean;
  readonly note: string | null;
}
