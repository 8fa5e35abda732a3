const uuidText = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text is a UUID; anything else names no record, and must not reach a statement that casts it. */
export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && uuidText.test(text);
}
