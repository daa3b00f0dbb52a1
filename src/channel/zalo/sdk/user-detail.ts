/** A person's profile as `GET /v3.0/oa/user/detail` gives it, empty strings turned into `null`. */
import { asBoolean, asList, asObject, asText, type JsonObject } from './json.ts';

export interface UserDetail {
  readonly userId: string;
  /** Scoped to the app; cannot be used for sending. */
  readonly userIdByApp: string | null;
  readonly externalId: string | null;
  readonly displayName: string;
  readonly alias: string | null;
  /** Under 18. */
  readonly isSensitive: boolean;
  readonly isFollower: boolean;
  /** `dd/MM/yyyy`. */
  readonly lastInteractionOn: string | null;
  readonly avatar: string | null;
  readonly tags: readonly string[];
  readonly notes: readonly string[];
  /** What the person submitted with `request_user_info`. */
  readonly shared: {
    readonly name: string | null;
    readonly phone: string | null;
    readonly address: string | null;
    readonly city: string | null;
    readonly district: string | null;
  };
}

/** Reads the profile; a phone that comes as a number becomes text. */
export function readUserDetail(data: JsonObject): UserDetail {
  const notes = asObject(data.tags_and_notes_info);
  const shared = asObject(data.shared_info);
  return {
    userId: asText(data.user_id) ?? '',
    userIdByApp: asText(data.user_id_by_app),
    externalId: asText(data.user_external_id),
    displayName: asText(data.display_name) ?? '',
    alias: asText(data.user_alias),
    isSensitive: asBoolean(data.is_sensitive) ?? false,
    isFollower: asBoolean(data.user_is_follower) ?? false,
    lastInteractionOn: asText(data.user_last_interaction_date),
    avatar: asText(data.avatar),
    tags: texts(notes.tag_names),
    notes: texts(notes.notes),
    shared: {
      name: asText(shared.name),
      phone: asText(shared.phone),
      address: asText(shared.address),
      city: asText(shared.city),
      district: asText(shared.district),
    },
  };
}

const texts = (value: unknown): readonly string[] => asList(value).flatMap((item) => asText(item) ?? []);
