/** The two languages of every message. Chinese is the default: it is what the users of a congress office read. */
export type Locale = 'zh' | 'en';

/** Picks a language from an `Accept-Language` header: the first of `zh` or `en` that the client names. */
export function localeFrom(acceptLanguage: string | undefined): Locale {
  const first = /\b(zh|en)\b/i.exec(acceptLanguage ?? '')?.[1];
  return first?.toLowerCase() === 'en' ? 'en' : 'zh';
}

/** One text in both languages. `{name}` marks a place that a detail of the same name fills. */
export type Bilingual = Readonly<Record<Locale, string>>;

/** Details that fill the places of a message. They must be safe to show to whoever caused the error. */
export type MessageDetails = Readonly<Record<string, string | number>>;

/** The text in one language with its places filled; a place without a detail is left out. */
export function render(text: Bilingual, locale: Locale, details: MessageDetails = {}): string {
  return text[locale].replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''));
}
