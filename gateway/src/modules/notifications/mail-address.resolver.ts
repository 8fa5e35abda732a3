import { refuse, type RefusalReason } from '@lianxin/errors';
import { type CommandRefused, refusalOf, requirePrincipal } from '@lianxin/subgraph-kit';
import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import {
  ConfirmNotificationMailResult,
  NotificationMail,
  NotificationMailPayload,
  SetNotificationMailResult,
} from './mail-address.types.js';
import type { MailAddresses } from './mail-addresses.js';
import { NotifiedViewer } from './notification.types.js';
import type { NotificationsContext } from './notifications.context.js';

type Answer = Promise<NotificationMailPayload | CommandRefused>;

async function mailOf(addresses: MailAddresses | null, accountId: string): Promise<NotificationMail | null> {
  const known = (await addresses?.of(accountId)) ?? null;
  return known && Object.assign(new NotificationMail(), { address: known.address, confirmed: known.isConfirmed });
}

/** Runs a step on one's own address, and answers with the address as it is then. */
async function answer(
  { request, parts: { addresses } }: NotificationsContext,
  step: (addresses: MailAddresses, accountId: string) => Promise<RefusalReason | null>,
): Answer {
  const { accountId } = requirePrincipal(request.principal);
  const refused = addresses === null ? refuse('MAIL_NOT_SENT_HERE') : await step(addresses, accountId);
  if (refused !== null) return refusalOf(refused, request.locale);
  return Object.assign(new NotificationMailPayload(), { mail: await mailOf(addresses, accountId) });
}

/** Mail is for whoever asks for it: everybody sets their own address, and nobody another's. */
@Resolver(() => NotifiedViewer)
export class MailAddressResolver {
  @FieldResolver(() => NotificationMail, {
    nullable: true,
    description: 'Null where there is none, or no mail goes out.',
  })
  notificationMail(
    @Root() { id }: NotifiedViewer,
    @Ctx() { parts }: NotificationsContext,
  ): Promise<NotificationMail | null> {
    return mailOf(parts.addresses, id);
  }

  @Directive('@authenticated')
  @Directive('@cost(weight: 100)')
  @Mutation(() => SetNotificationMailResult, {
    description:
      '设置通知邮箱: sends a code of six digits there, once a minute at most. Without an address, ends all mail; again, it changes nothing.',
  })
  setNotificationMail(
    @Arg('address', () => String, { nullable: true }) address: string | null | undefined,
    @Ctx() context: NotificationsContext,
  ): Answer {
    return answer(context, async (addresses, accountId) => {
      if (address !== null && address !== undefined) return addresses.propose(accountId, address);
      await addresses.forget(accountId);
      return null;
    });
  }

  @Directive('@authenticated')
  @Directive('@cost(weight: 100)')
  @Mutation(() => ConfirmNotificationMailResult, {
    description: '确认通知邮箱, with the code that was sent there, within 15 minutes. Five tries a code.',
  })
  confirmNotificationMail(@Arg('code', () => String) code: string, @Ctx() context: NotificationsContext): Answer {
    return answer(context, (addresses, accountId) => addresses.confirm(accountId, code));
  }
}
