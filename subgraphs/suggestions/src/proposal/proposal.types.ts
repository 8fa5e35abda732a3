import { connectionOf } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, InputType } from 'type-graphql';
import { Proposal, type ProposalRow } from './proposal.entity.js';
import { ProposalStatus } from './proposal.enums.js';
import { RepresentativeExtension } from './representative-extension.types.js';

/** A page of proposals. */
export const ProposalConnection = connectionOf<ProposalRow>('Proposal', () => Proposal);

/** A page of deputies. */
export const RepresentativeConnection = connectionOf<RepresentativeExtension>(
  'Representative',
  () => RepresentativeExtension,
);

/** Which proposals to list; all given conditions hold together. */
@InputType()
export class ProposalFilter {
  @Field(() => ID, {
    nullable: true,
    description: 'Made to the congress of this region or one below; 6, 9 or 12 digits.',
  })
  regionCode?: string | null;

  @Field(() => [ProposalStatus], { nullable: true })
  status?: ProposalStatus[] | null;

  @Field(() => ID, { nullable: true, description: 'The lead unit (主办单位).' })
  unitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Led or co-signed by this deputy.' })
  representativeId?: string | null;

  @Directive('@cost(weight: 20)')
  @Field(() => String, { nullable: true, description: 'A part of the title, or the exact number.' })
  text?: string | null;
}
