import { createTransport } from 'nodemailer';

/** What a mail says of a notification: a number and a link. */
export interface MailNotice {
  /** Of the notification: the same mail sent twice has the same Message-ID. */
  readonly id: number;
  /** Number of the suggestion; null where it is none. */
  readonly number: string | null;
  readonly link: string;
}

/** How mail goes out. */
export interface MailOptions {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly smtpUrl: string;
  /** Address that mail comes from, e.g. `连心 <noreply@lianxin.example>`. */
  readonly from: string;
  /** Where people find the platform; links begin with it. */
  readonly publicUrl: string;
}

/** Sends mail. Rejects when the server did not take it. */
export interface Mailer {
  sendNotice(to: string, notice: MailNotice): Promise<void>;
  sendCode(to: string, code: string): Promise<void>;
  close(): void;
}

/** Longest wait for the server, for each step. */
const timeoutMs = 10_000;

/**
 * Mail by SMTP. Both languages stand in each: an account has no language of its own. Nothing of a suggestion's content is
 * in it, since mail is read on the way and stays where it went.
 */
export function smtpMailer({ smtpUrl, from, publicUrl }: MailOptions): Mailer {
  const transport = createTransport(
    { url: smtpUrl, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
    { from },
  );
  const host = new URL(publicUrl).hostname;
  const send = async (to: string, subject: string, lines: readonly string[], messageId?: string): Promise<void> => {
    await transport.sendMail({
      // An address that is an object is taken as it stands: nothing in it is read as a list or a group.
      to: { name: '', address: to },
      subject,
      text: lines.join('\n'),
      ...(messageId !== undefined && { messageId }),
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  };
  return {
    sendNotice(to, { id, number, link }) {
      const subject = number === null ? '连心通知 · Lianxin' : `连心 ${number} · Lianxin`;
      const lines = [
        number === null ? '您有一条新通知,请登录查看:' : `${number} 有新进展,请登录查看:`,
        link,
        '',
        number === null
          ? 'There is news for you. Sign in to read it:'
          : `There is news of ${number}. Sign in to read it:`,
        link,
      ];
      return send(to, subject, lines, `<notification-${String(id)}@${host}>`);
    },
    sendCode(to, code) {
      const lines = [
        `验证码:${code},15 分钟内有效。如非本人操作,请忽略此邮件。`,
        '',
        `Code: ${code}, valid for 15 minutes. If you did not ask for it, pass this mail over.`,
      ];
      return send(to, '连心邮箱验证 · Lianxin', lines);
    },
    close: () => transport.close(),
  };
}
