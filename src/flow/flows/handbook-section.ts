/** Pure: one section of the handbook, page by page; `arg` is `ID` or `ID:PAGE`. */
import type { HandbookDocument } from '../../core/handbook.ts';
import { sourceOf } from '../answer.ts';
import type { EndStep, Option, Scene } from '../define.ts';
import { askOfficer, contents } from './handbook-option.ts';

interface Opened {
  readonly document: HandbookDocument;
  /** From 1. */
  readonly page: number;
  readonly pages: readonly string[];
  readonly title: string;
}

function openedOf({ world, arg = '' }: Scene): Opened | null {
  const [id = '', page = '1'] = arg.split(':');
  const document = world.handbook.document(id, world.today);
  if (document === undefined) return null;
  const { pages, title } = document.wording[world.contact.language ?? 'vi'];
  const at = Number(page);
  return { document, pages, title, page: Number.isInteger(at) && at >= 1 && at <= pages.length ? at : 1 };
}

const turnsTo = ({ document }: Opened, page: number, key: string): Option => ({
  value: `handbook:section:${document.id}:${page}`,
  label: { key },
});

function pageOptions(scene: Scene): readonly Option[] {
  const opened = openedOf(scene);
  if (opened === null) return [contents];
  const { topic } = opened.document;
  return [
    ...(opened.page < opened.pages.length ? [turnsTo(opened, opened.page + 1, 'handbook.next')] : []),
    ...(opened.page > 1 ? [turnsTo(opened, opened.page - 1, 'handbook.previous')] : []),
    topic === undefined
      ? contents
      : { value: `handbook:topic:${topic}`, label: { key: 'handbook.sameTopic' } },
    askOfficer,
  ];
}

const isLong = (scene: Scene): boolean => (openedOf(scene)?.pages.length ?? 0) > 1;

const vars = (scene: Scene) => {
  const opened = openedOf(scene);
  return {
    title: opened?.title ?? '',
    text: opened?.pages[opened.page - 1] ?? '',
    at: opened?.page ?? 1,
    of: opened?.pages.length ?? 1,
    source: opened === null ? '' : sourceOf(opened.document, scene.world.contact.language ?? 'vi'),
  };
};

export const section: EndStep = {
  kind: 'end',
  instead: { to: ['gone'], pick: (scene) => (openedOf(scene) === null ? 'gone' : null) },
  say: [
    { text: 'handbook.page', vars, when: (scene) => !isLong(scene) },
    { text: 'handbook.pageOf', vars, when: isLong },
  ],
  asks: (scene) => openedOf(scene)?.title ?? null,
  offer: pageOptions,
};
