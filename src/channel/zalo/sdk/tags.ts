/** Tags: labels an OA puts on people. A tag comes into being when it is first put on somebody. */
import type { Caller, CallOptions } from './call.ts';
import { asList, asText } from './json.ts';
import { requireId } from './text.ts';

export interface Tags {
  list(options?: CallOptions): Promise<readonly string[]>;
  add(userId: string, tagName: string, options?: CallOptions): Promise<void>;
  remove(userId: string, tagName: string, options?: CallOptions): Promise<void>;
  /** Deletes the tag itself, from everybody. */
  drop(tagName: string, options?: CallOptions): Promise<void>;
}

export function createTags(caller: Caller): Tags {
  const post = async (path: string, body: Record<string, string>, options?: CallOptions) => {
    await caller.post('openapi', path, body, options);
  };
  const pair = (userId: string, tagName: string) => ({
    user_id: requireId('userId', userId),
    tag_name: requireId('tagName', tagName),
  });
  return {
    async list(options) {
      const { data } = await caller.get('openapi', '/v2.0/oa/tag/gettagsofoa', null, options);
      return asList(data).flatMap((tag) => asText(tag) ?? []);
    },
    add: async (userId, tagName, options) => post('/v2.0/oa/tag/tagfollower', pair(userId, tagName), options),
    remove: async (userId, tagName, options) =>
      post('/v2.0/oa/tag/rmfollowerfromtag', pair(userId, tagName), options),
    drop: async (tagName, options) =>
      post('/v2.0/oa/tag/rmtag', { tag_name: requireId('tagName', tagName) }, options),
  };
}
