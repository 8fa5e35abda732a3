import { FieldResolver, Resolver, Root } from 'type-graphql';
import { SatisfactionVerdict } from './project.enums.js';
import { satisfactionVerdict } from './satisfaction-verdict.js';
import { SatisfactionVote } from './satisfaction-vote.entity.js';

/** What follows from a count of votes on satisfaction. */
@Resolver(() => SatisfactionVote)
export class SatisfactionResolver {
  @FieldResolver(() => SatisfactionVerdict, {
    description:
      'SATISFIED from half of all members on; else BASICALLY_SATISFIED when both together are more than half; else NOT_SATISFIED.',
  })
  verdict(@Root() vote: SatisfactionVote): SatisfactionVerdict {
    return satisfactionVerdict(vote);
  }
}
