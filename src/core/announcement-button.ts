/** Pure: where the buttons of an announcement lead, as flow references; an answer names the announcement it is for. */
import type { AnnouncementButton, AnnouncementId } from './announcement.ts';

/** A choice under the message: the text key of its label and the reference it carries (at most 64 bytes). */
export interface AnnouncementChoice {
  readonly label: `announcement.button.${string}`;
  readonly payload: string;
}

/** The flow that takes answers to announcements; its argument is `yes.ID` or `no.ID`. */
export const rsvpFlow = 'rsvp';

/** The choices of all buttons, in order; links are written out in the text instead. */
export function choicesOf(
  buttons: readonly AnnouncementButton[],
  id: AnnouncementId,
): readonly AnnouncementChoice[] {
  return buttons.flatMap((button): readonly AnnouncementChoice[] => {
    if (button.kind === 'link') return [];
    if (button.kind === 'register_idea')
      return [{ label: 'announcement.button.registerIdea', payload: 'register-idea' }];
    if (button.kind === 'open_class')
      return [{ label: 'announcement.button.openClass', payload: `classes:open:${button.classId}` }];
    return [
      { label: 'announcement.button.yes', payload: `${rsvpFlow}:answer:yes.${id}` },
      { label: 'announcement.button.no', payload: `${rsvpFlow}:answer:no.${id}` },
    ];
  });
}

/** Reads the argument of a tapped answer; `null` for anything else. */
export function readRsvp(
  arg: string | undefined,
): { readonly answer: 'yes' | 'no'; readonly id: AnnouncementId } | null {
  const found = /^(yes|no)\.([\w-]{1,40})$/u.exec(arg ?? '');
  return found ? { answer: found[1] as 'yes' | 'no', id: found[2] as AnnouncementId } : null;
}
