/** Port for the personal codes of seats: what a QR carries, and what is read aloud where no camera is. */
export interface SeatCodes {
  /** What the QR of somebody's seat carries. */
  make(claim: string): string;
  /** Whose seat it is; `null` for anything we did not make. */
  read(code: string): string | null;
  /** Number on the list and three digits that prove it: `12-483`. */
  spoken(claim: string, no: number): string;
}
