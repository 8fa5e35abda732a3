import { CommandRefused, refusalType, unionOf } from '@lianxin/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';

/** Where somebody's mail goes. */
@ObjectType({ simpleResolvers: true, description: 'Where mail about your notifications goes (通知邮箱).' })
export class NotificationMail {
  @Field(() => String, { description: 'Shown to yourself only.' })
  address!: string;

  @Field(() => Boolean, {
    description: 'Whether the code that was sent there has come back; nothing else goes there before.',
  })
  confirmed!: boolean;
}

@ObjectType({ simpleResolvers: true })
export class NotificationMailPayload {
  @Field(() => NotificationMail, { nullable: true, description: 'As it is now; null when there is none.' })
  mail!: NotificationMail | null;
}

const mailOrRefusal = (value: object): string => ('mail' in value ? 'NotificationMailPayload' : refusalType(value));

export const SetNotificationMailResult = unionOf(
  'SetNotificationMailResult',
  () => [NotificationMailPayload, CommandRefused] as const,
  mailOrRefusal,
);

export const ConfirmNotificationMailResult = unionOf(
  'ConfirmNotificationMailResult',
  () => [NotificationMailPayload, CommandRefused] as const,
  mailOrRefusal,
);
