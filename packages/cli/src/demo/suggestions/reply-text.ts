import type { SeededRandom } from '../seeded/seeded-random.js';
import { contactNotes } from '../words/suggestion-phrases.js';
import type { Matter } from './compose-text.js';

/** How a reply ends the matter; codes of the graph (办理结果). */
export type DemoResult = 'RESOLVED' | 'PARTLY' | 'PLANNED' | 'EXPLAINED' | 'NOT_FEASIBLE';

/** A reply as it is written. */
export interface DemoReply {
  readonly resultCode: DemoResult;
  readonly text: string;
  readonly contact: { readonly method: string; readonly note: string } | null;
  /** Days until the promised date, of a plan. */
  readonly promisedInDays: number | null;
}

const greetings = ['您好!', '您好,感谢您的反映。', '尊敬的反映人:您好!'] as const;
const looked = [
  '收悉后我单位立即派员到现场核实',
  '收到后我们当日与您联系并到现场查看',
  '接件后由分管负责人带队到现场核查',
  '收到后我们会同村(社区)进行了核实',
] as const;
const thanks = [
  '感谢您对我们工作的关心和监督。',
  '如仍有问题,请随时与我们联系。',
  '我们将继续做好后续管护,欢迎监督。',
  '感谢您的理解和支持。',
] as const;

function body(result: DemoResult, { theme, say }: Matter): string {
  const done = say(theme.done);
  switch (result) {
    case 'RESOLVED':
      return `,情况属实。办理结果如下:${done}。`;
    case 'PARTLY':
      return `,情况属实。现已先行处理:${done};后续${say(theme.plan)}。`;
    case 'PLANNED':
      return `,情况属实。下一步安排:${say(theme.plan)}。实施前我们将做好日常巡查和应急处置。`;
    case 'EXPLAINED':
      return `。现将有关情况说明如下:${say(theme.limit)}。`;
    case 'NOT_FEASIBLE':
      return `。经研究,目前暂不具备实施条件:${say(theme.limit)}。条件成熟后将优先考虑。`;
  }
}

const mayContact: readonly DemoResult[] = ['RESOLVED', 'PARTLY'];

/** A reply to a matter with this result; RESOLVED always has a record of contact, PLANNED a promise. */
export function replyTo(matter: Matter, result: DemoResult, round: number, random: SeededRandom): DemoReply {
  const subject = matter.say(matter.theme.subject);
  const again = round > 0 ? '针对您不满意的理由,我们重新进行了办理。' : '';
  const text = `${random.pick(greetings)}${again}您反映的${subject},${random.pick(looked)}${body(result, matter)}${random.pick(thanks)}`;
  const isContacted = result === 'RESOLVED' || (mayContact.includes(result) && random.chance(0.6));
  return {
    resultCode: result,
    text,
    contact: isContacted ? random.pick(contactNotes) : null,
    promisedInDays: result === 'PLANNED' ? random.int(30, 150) : null,
  };
}
