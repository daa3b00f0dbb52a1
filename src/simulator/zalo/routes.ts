/** Zalo's addresses and who answers them. The three hosts share one port: their paths do not overlap. */
import { giveAccount, giveConversation, giveQuota, giveRecent } from './account.ts';
import { refuseDiscontinued, refuseOldMessage, sendConsultation, sendTemplate } from './messages.ts';
import type { World } from './model.ts';
import { giveTokens, showPermission } from './oauth.ts';
import { dataOf, type Json, parseRecord, refusal, type SimReply, type SimRequest } from './reply.ts';
import { dropTag, listTags, tagPerson, untagPerson } from './tags.ts';
import { upload } from './uploads.ts';
import { giveDetail, giveList, updateUser } from './users.ts';
import { giveStatus, giveTemplate, giveZnsQuota, sendZns } from './zns.ts';

export type SimHost = 'oauth' | 'openapi' | 'business';
type Handler = (world: World, request: SimRequest) => SimReply | Promise<SimReply>;

export interface Route {
  readonly host: SimHost;
  readonly handle: Handler;
}

type Answer<T> = (world: World, input: T) => SimReply | Promise<SimReply>;

const oauth = (handle: Handler): Route => ({ host: 'oauth', handle });
/** A GET of the OA host: everything in one `data` parameter. */
const read = (answer: Answer<Json>): Route => ({
  host: 'openapi',
  handle: (world, request) => answer(world, dataOf(request.query)),
});
const write = (answer: Answer<Json>): Route => ({
  host: 'openapi',
  handle: (world, request) => {
    const body = parseRecord(request.body.toString('utf8'));
    return body ? answer(world, body) : refusal(-201, 'body is invalid!');
  },
});
const file = (handle: Handler): Route => ({ host: 'openapi', handle });
const ask = (answer: Answer<URLSearchParams>): Route => ({
  host: 'business',
  handle: (world, request) => answer(world, new URLSearchParams(request.query)),
});
const zns = (answer: Answer<Json>): Route => ({
  host: 'business',
  handle: (world, request) => {
    if (request.body.length === 0) return refusal(-121, 'Body data is empty');
    const body = parseRecord(request.body.toString('utf8'));
    return body ? answer(world, body) : refusal(-122, 'Body is not valid JSON');
  },
});

/** By method and path. */
export const ROUTES: ReadonlyMap<string, Route> = new Map([
  ['GET /v4/oa/permission', oauth(showPermission)],
  ['POST /v4/oa/access_token', oauth(giveTokens)],
  ['POST /v3.0/oa/message/cs', write(sendConsultation)],
  ['POST /v3.0/oa/message/template', write(sendTemplate)],
  ['POST /v2.0/oa/message', write(refuseOldMessage)],
  ['POST /v3.0/oa/message/transaction', write(refuseDiscontinued)],
  ['POST /v3.0/oa/message/promotion', write(refuseDiscontinued)],
  ['POST /v2.0/oa/upload/image', file(upload('image'))],
  ['POST /v2.0/oa/upload/gif', file(upload('gif'))],
  ['POST /v2.0/oa/upload/file', file(upload('file'))],
  ['GET /v3.0/oa/user/detail', read(giveDetail)],
  ['GET /v3.0/oa/user/getlist', read(giveList)],
  ['POST /v3.0/oa/user/update', write(updateUser)],
  ['POST /v2.0/oa/tag/tagfollower', write(tagPerson)],
  ['POST /v2.0/oa/tag/rmfollowerfromtag', write(untagPerson)],
  ['POST /v2.0/oa/tag/rmtag', write(dropTag)],
  ['GET /v2.0/oa/tag/gettagsofoa', read(listTags)],
  ['GET /v2.0/oa/getoa', read(giveAccount)],
  ['POST /v3.0/oa/quota/message', write(giveQuota)],
  ['GET /v2.0/oa/listrecentchat', read(giveRecent)],
  ['GET /v2.0/oa/conversation', read(giveConversation)],
  ['POST /message/template', zns(sendZns)],
  ['POST /message/template/hashphone', zns(sendZns)],
  ['GET /message/status', ask(giveStatus)],
  ['GET /message/quota', ask(giveZnsQuota)],
  ['GET /template/info/v2', ask(giveTemplate)],
]);
