import { DayScalar } from '@lianxin/subgraph-kit';
import { Field, InputType } from 'type-graphql';
import { ReasonedCommand } from '../duty/duty-command.inputs.js';
import { MandateSuspensionGround } from './mandate.entity.js';

@InputType({ description: 'By the office of the deputy’s congress or one above. `id` is the mandate.' })
export class SuspendMandateInput extends ReasonedCommand {
  @Field(() => DayScalar, {
    description: 'The first day without it, Asia/Shanghai: within the mandate, behind earlier suspensions, not ahead.',
  })
  day!: string;

  @Field(() => MandateSuspensionGround)
  ground!: MandateSuspensionGround;
}

@InputType({ description: 'By the office of the deputy’s congress or one above. `id` is the mandate.' })
export class ResumeMandateInput extends ReasonedCommand {
  @Field(() => DayScalar, {
    description: 'The first day with it again, Asia/Shanghai: after the day it was suspended, not ahead.',
  })
  day!: string;
}
