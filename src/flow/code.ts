/** Pure: what a text names by its code: an idea, a class, and for officers an announcement or a question. */
import { offeringCodeIn } from '../core/class.ts';
import { parseIdeaCode } from '../core/idea.ts';
import { seatWishIn } from '../core/seat-asked.ts';
import type { TurnContext } from './context.ts';
import type { Reference } from './reference.ts';

/** Where the thing named is opened; `null` when the text names none. */
export function codeAskedFor({ input, world }: TurnContext): Reference | null {
  if (input.kind !== 'text') return null;
  const isOfficer = world.officer !== null;
  const idea = parseIdeaCode(input.text);
  if (idea !== null) return { flow: isOfficer ? 'officer' : 'my-ideas', step: 'open', arg: idea };
  return isOfficer ? officerCode(input.text) : classNamed(input.text);
}

/** A class or event named in a sentence: to join it, or what somebody with a seat wants. Officers have more to do with one. */
function classNamed(text: string): Reference | null {
  const code = offeringCodeIn(text);
  if (code === null) return null;
  const wish = seatWishIn(text);
  return wish === null
    ? { flow: 'join-class', step: 'confirm', arg: code }
    : { flow: 'my-classes', step: wish, arg: code };
}

/** What officers call an announcement (`TB-0012`) or a question (`H-0031`). */
function officerCode(text: string): Reference | null {
  const [, letters, no] = /^\s*(tb|h)[\s-]*(\d{1,9})\s*$/iu.exec(text) ?? [];
  if (letters === undefined) return null;
  const flow = letters.toLowerCase() === 'tb' ? 'announcements' : 'questions';
  return { flow, step: 'open', arg: `${letters.toUpperCase()}-${no}` };
}
