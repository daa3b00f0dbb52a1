/** Plain data of papers for classes: roster, name tags, poster, certificate of attendance; and lists and self-assessments. */
import type { Day } from '../core/model.ts';
import type { PrintTable } from './letter.ts';

/** Sorted here by given name (tên), as Vietnamese lists are. */
export interface Roster {
  readonly issuer: readonly string[];
  /** `Lớp tập huấn …` */
  readonly title: string;
  /** Lines under the title: time, place, session. */
  readonly details: readonly string[];
  readonly people: readonly {
    readonly name: string;
    /** E.164, or `null`. */
    readonly phone: string | null;
    /** Commune, hamlet. */
    readonly unit: string;
    /** Producer or office the person comes from. */
    readonly producer: string;
    readonly note?: string;
  }[];
  /** Column headers of the signatures, one a session; default one column. */
  readonly sessions?: readonly string[];
  /** Who signs below: office and name (may be empty). */
  readonly signer: { readonly office: string; readonly name: string };
  readonly place: string;
  readonly date: Day | null;
}

export interface NameTags {
  /** Short title of the class or event. */
  readonly title: string;
  readonly subtitle: string;
  readonly people: readonly {
    readonly name: string;
    readonly line: string;
    /** Content of the personal QR; none without. */
    readonly qr?: string;
  }[];
}

export interface Poster {
  readonly issuer: readonly string[];
  /** `Lớp tập huấn`, `Hội chợ` … small above the title. */
  readonly kicker: string;
  readonly title: string;
  /** Label and value: `Thời gian` – `08:00 thứ năm …`. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** One for each channel: name, link inside the QR, short line under it. */
  readonly codes: readonly { readonly channel: string; readonly link: string; readonly caption: string }[];
  /** The short code that people type into a chat. */
  readonly shortCode: string;
  readonly hotline: string | null;
  /** Small print at the foot. */
  readonly footer: string;
}

export interface AttendanceCertificate {
  readonly issuer: readonly string[];
  readonly superior: readonly string[];
  /** `12/2026/CN-TH`, as the register gives it. */
  readonly number: string;
  readonly person: string;
  /** Birth year, address or producer; one line, may be empty. */
  readonly personLine: string;
  readonly classTitle: string;
  readonly from: Day;
  readonly to: Day;
  readonly place: string;
  /** Sessions attended of all; shown when given. */
  readonly attended?: { readonly sessions: number; readonly of: number };
  readonly issuedAt: string;
  readonly issuedOn: Day;
  readonly authority: readonly string[];
  readonly signer: string;
  /** Link of the public page that verifies it. */
  readonly verifyLink: string;
}

/** A printable list: notice register, list of certificates. */
export interface Report {
  readonly issuer: readonly string[];
  readonly title: string;
  readonly details: readonly string[];
  readonly table: PrintTable;
  readonly landscape?: boolean;
  /** Lines below the table: totals, how to read it. */
  readonly notes: readonly string[];
  /** Left at the foot of every page: where the list comes from and when it was printed. */
  readonly footer: string;
}

/** Self-assessment laid out like part III of Mẫu số 02, Phụ lục III, QĐ 26/2026/QĐ-TTg. */
export interface ScoreSheet {
  readonly producer: string;
  readonly product: string;
  readonly productSet: string;
  readonly parts: readonly {
    /** `PHẦN A: …` */
    readonly title: string;
    readonly max: number;
    readonly points: number;
    readonly sections: readonly {
      readonly title: string;
      readonly max: number;
      readonly points: number;
      readonly criteria: readonly ScoreLine[];
    }[];
  }[];
  readonly max: number;
  readonly points: number;
  /** What the points would give and which gates stand in the way, one line each. */
  readonly findings: readonly string[];
  /** The cheapest steps to a better result, the first one first. */
  readonly steps: readonly string[];
  /** Papers still missing. */
  readonly missing: readonly string[];
  readonly place: string;
  readonly date: Day | null;
}

export interface ScoreLine {
  readonly code: string;
  readonly title: string;
  readonly max: number;
  /** `null`: not answered yet. */
  readonly points: number | null;
  /** The option chosen, in plain words. */
  readonly answer: string;
  /** Papers that prove it. */
  readonly evidence: string;
}

export interface ScoreChart {
  readonly title: string;
  readonly subtitle: string;
  readonly bars: readonly {
    readonly label: string;
    readonly max: number;
    readonly value: number;
    /** Last time, for comparison. */
    readonly before?: number;
  }[];
  /** `Tổng điểm: 67/100` */
  readonly total: string;
  /** "self-assessed, no decision": always shown. */
  readonly caution: string;
  readonly legend: { readonly now: string; readonly before: string };
}

export interface ProgressChart {
  readonly title: string;
  readonly subtitle: string;
  readonly bars: readonly {
    readonly label: string;
    readonly value: number;
    readonly target: number;
    /** `45/120 sản phẩm (38 %)` */
    readonly caption: string;
  }[];
  readonly footer: string;
}
