/** Readers of the events of the account and of ZNS messages. `null` means that something required is missing. */
import type { EventReader } from './event-person.ts';

export const readTag =
  (change: 'added' | 'removed' | 'dropped'): EventReader =>
  (f) => {
    const tag = f.text('tag.name');
    return tag ? { kind: 'tag', change, tag, userIds: f.ids('tag.user_ids') } : null;
  };

export const readInfoUpdated: EventReader = (f) => ({
  kind: 'user_info_updated',
  method: f.text('data.method'),
});

export const readWidget: EventReader = (f) => ({
  kind: 'widget',
  userId: f.id('data.user_id'),
  userExternalId: f.id('data.user_external_id'),
  detail: f.text('data.url') ?? f.text('data.message'),
});

export const readGroup: EventReader = (f) => {
  const groupId = f.id('group_id');
  if (groupId === null) return null;
  return { kind: 'group', groupId, userIds: f.ids('users') };
};

export const readExtension: EventReader = (f) => ({
  kind: 'extension_purchased',
  extensionId: f.id('extension_id'),
});

export const readTemplateStatus: EventReader = (f) => {
  const templateId = f.id('template_id');
  if (templateId === null) return null;
  return {
    kind: 'template_status',
    templateId,
    from: f.text('status.prev_status'),
    to: f.text('status.new_status'),
    reason: f.text('reason'),
  };
};

export const readTemplateQuality: EventReader = (f) => {
  const templateId = f.id('template_id');
  return templateId ? { kind: 'template_quality', templateId, quality: f.text('quality') ?? '' } : null;
};

export const readTemplateQuota: EventReader = (f) => ({
  kind: 'template_quota',
  templateId: f.id('template_id'),
});

export const readDailyQuota: EventReader = (f) => ({
  kind: 'oa_daily_quota',
  from: f.text('quota.prev_value'),
  to: f.text('quota.new_value'),
});

export const readTemplateTags: EventReader = () => ({ kind: 'oa_template_tags' });

export const readJourney =
  (step: 'acknowledged' | 'timed_out'): EventReader =>
  () => ({ kind: 'journey', step });

export const readFeedback: EventReader = (f) => {
  const messageId = f.id('message.msg_id');
  if (messageId === null) return null;
  return {
    kind: 'zns_feedback',
    messageId,
    trackingId: f.text('message.tracking_id'),
    rate: f.number('message.rate'),
    note: f.text('message.note'),
    feedbacks: f.list('message.feedbacks').map(String),
    submittedAt: f.number('message.submit_time'),
  };
};

export const readZnsButton: EventReader = (f) => {
  const messageId = f.id('msg_id');
  if (messageId === null) return null;
  return {
    kind: 'zns_button',
    messageId,
    trackingId: f.text('message.tracking_id'),
    data: f.text('message.data'),
    submittedAt: f.number('message.submit_time'),
  };
};
