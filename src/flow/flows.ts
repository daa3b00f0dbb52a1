/** Pure: all conversations by wire name. */
import type { Flow } from './define.ts';
import { announce } from './flows/announce.ts';
import { announcementProgress, announcements } from './flows/announcements.ts';
import { askOfficer } from './flows/ask-officer.ts';
import { calendar } from './flows/calendar.ts';
import { callList } from './flows/call-list.ts';
import { certificates } from './flows/certificates.ts';
import { checkIn } from './flows/check-in.ts';
import { classDesk } from './flows/class-desk.ts';
import { classPapers } from './flows/class-papers.ts';
import { classFeedback } from './flows/class-papers-results.ts';
import { classes, events } from './flows/classes.ts';
import { correctIdea } from './flows/correct-idea.ts';
import { criteria } from './flows/criteria.ts';
import { dossier } from './flows/dossier.ts';
import { enrolFile } from './flows/enrol-file.ts';
import { figuresFlow } from './flows/figures.ts';
import { handbook } from './flows/handbook.ts';
import { help } from './flows/help.ts';
import { joinClass } from './flows/join-class.ts';
import { letters } from './flows/letters.ts';
import { link } from './flows/link.ts';
import { makeClass, repeatClass } from './flows/make-class.ts';
import { inPlace, menuFlows } from './flows/menus.ts';
import { myClasses } from './flows/my-classes.ts';
import { myIdeas } from './flows/my-ideas.ts';
import { officer } from './flows/officer.ts';
import { officerCertificates } from './flows/officer-certificates.ts';
import { privacy } from './flows/privacy.ts';
import { profile } from './flows/profile.ts';
import { questions } from './flows/questions.ts';
import { received } from './flows/received.ts';
import { registerIdea } from './flows/register-idea.ts';
import { reply } from './flows/reply.ts';
import { rsvp } from './flows/rsvp.ts';
import { selfCheck } from './flows/self-check.ts';
import { sentSheet } from './flows/sent-sheet.ts';
import { settings } from './flows/settings.ts';
import { interestsFlow } from './flows/settings-interests.ts';
import { stop } from './flows/stop.ts';
import { welcome } from './flows/welcome.ts';

export const flows: Readonly<Record<string, Flow>> = Object.fromEntries(
  [
    welcome,
    profile,
    registerIdea,
    correctIdea,
    myIdeas,
    help,
    ...menuFlows,
    handbook,
    criteria,
    selfCheck,
    dossier,
    settings,
    interestsFlow,
    stop,
    privacy,
    officer,
    calendar,
    certificates,
    officerCertificates,
    sentSheet,
    callList,
    letters,
    figuresFlow,
    askOfficer,
    link,
    classes,
    joinClass,
    myClasses,
    events,
    checkIn,
    makeClass,
    repeatClass,
    classDesk,
    classPapers,
    enrolFile,
    classFeedback,
    announce,
    announcements,
    announcementProgress,
    rsvp,
    reply,
    received,
    questions,
  ].map((flow) => [flow.name, inPlace(flow)]),
);
