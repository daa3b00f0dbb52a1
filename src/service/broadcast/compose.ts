/** One person's message from the officer's words: filled in, framed and given its choices at the moment of sending. */
import type { AnnouncementContent, AnnouncementId } from '../../core/announcement.ts';
import { choicesOf } from '../../core/announcement-button.ts';
import {
  compile,
  fill,
  framed,
  labelOf,
  type Template,
  textIn,
  type Values,
} from '../../core/announcement-text.ts';
import type { Bubble } from '../../core/message.ts';
import type { Language, ParcelClass } from '../../core/model.ts';
import type { AnnouncementWording } from '../../ports/announcement.ts';
import type { ChannelLimits, Texts } from '../../ports.ts';

/** Who it is for, as far as a text can name them. */
export interface Addressee {
  readonly language: Language;
  readonly name: string | null;
  readonly commune: string | null;
  readonly province: string | null;
  readonly hamlet: string | null;
}

/** Everything about the words that is the same for all readers of a language. */
export interface Composer {
  compose(to: Addressee, limits: ChannelLimits): Bubble;
}

/** Prepares an announcement's words; a template is cut up once per language, filled in per person. */
export function createComposer(
  texts: Texts,
  { id, code, class: kind, content }: Pick<AnnouncementWording, 'id' | 'code' | 'class' | 'content'>,
): Composer {
  const templates = new Map<Language, Template>();
  const templateOf = (language: Language): Template => {
    const known = templates.get(language);
    if (known !== undefined) return known;
    const made = compile(textIn(content, language));
    templates.set(language, made);
    return made;
  };
  return {
    compose(to, limits) {
      const words = fill(templateOf(to.language), valuesOf(texts, to, code));
      return dress(texts, words, { id, kind, content, language: to.language, limits });
    },
  };
}

/** What nobody told us is said in a way that fits everybody. */
function valuesOf(texts: Texts, to: Addressee, code: string): Values {
  const or = (value: string | null, key: string): string =>
    value === null || value.trim() === ''
      ? texts.text(`announcement.anybody.${key}`, {}, to.language)
      : value;
  return {
    name: or(to.name, 'name'),
    commune: or(to.commune, 'commune'),
    province: or(to.province, 'province'),
    hamlet: or(to.hamlet, 'hamlet'),
    code,
  };
}

interface Dress {
  readonly id: AnnouncementId;
  readonly kind: ParcelClass;
  readonly content: AnnouncementContent;
  readonly language: Language;
  readonly limits: ChannelLimits;
}

function dress(texts: Texts, words: string, { id, kind, content, language, limits }: Dress): Bubble {
  const choices = choicesOf(content.buttons, id).map(({ label, payload }) => ({
    label: texts.text(label, {}, language),
    payload,
  }));
  const footer = texts.text('announcement.footer', {}, language);
  const fits = choices.length > 0 && choices.length <= limits.buttons;
  // Where buttons do not show, a number would answer whatever was asked last: the words themselves are named.
  const named = fits ? '' : choices.map(({ label }) => `– ${label}`).join('\n');
  const spoken = named === '' ? words : `${words.trim()}\n\n${named}`;
  return {
    text: framed(spoken, content.buttons, { label: labelOf(kind), footer }),
    ...(fits ? { buttons: choices } : {}),
    ...(content.image === undefined ? {} : { photo: content.image }),
    ...(content.file === undefined ? {} : { document: content.file }),
    ...(content.image === undefined && content.file === undefined
      ? {}
      : { unshown: texts.text('nav.unshown', {}, language) }),
  };
}

/** Characters that frame and choices add to the words, for the check of length. */
export function frameLength(texts: Texts, kind: ParcelClass, content: AnnouncementContent): number {
  const bare = dress(texts, '', {
    id: '' as AnnouncementId,
    kind,
    content,
    language: 'vi',
    limits: { text: 0, buttons: 0 },
  });
  return bare.text.length + 4;
}
