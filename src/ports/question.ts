/** Port of questions a person asks and an officer answers: relayed both ways, open until somebody closes them. */
import type { Actor, AnnouncementId } from '../core/announcement.ts';
import type { ContactId, Instant, UnitCode } from '../core/model.ts';
import type { KnownQuestion } from '../flow/needs/announcement.ts';
import type { Recipient } from '../ports.ts';

/** The same thing a conversation sees. */
export type Question = KnownQuestion;

/** An officer, and how many of their people wait for an answer, the first since when. */
export interface WaitingQuestions extends Recipient {
  readonly count: number;
  readonly since: Instant;
}

export interface QuestionTx {
  /** Opens a question, once per id; a further message while one about the same thing is open is added to it. */
  askQuestion(
    question: {
      readonly id: string;
      readonly contactId: ContactId;
      readonly unit: UnitCode | null;
      readonly announcement: AnnouncementId | null;
      readonly text: string;
    },
    at: Instant,
  ): Promise<Question>;
  /** An officer's words; the question counts as answered until the person writes again. `messageId` makes it once. */
  answerQuestion(
    answer: { readonly id: string; readonly messageId: string; readonly by: Actor; readonly text: string },
    at: Instant,
  ): Promise<Question>;
  closeQuestion(id: string, by: Actor, at: Instant): Promise<void>;
  question(id: string): Promise<Question | null>;
  questionByCode(code: string): Promise<Question | null>;
  /** Not closed, of these units (a province's communes included), oldest first. */
  openQuestions(units: readonly UnitCode[], limit: number): Promise<readonly Question[]>;
  /** The question of a person an officer answered last and that is not closed: their next words belong to it. */
  questionInProgress(contactId: ContactId, since: Instant): Promise<Question | null>;
}
