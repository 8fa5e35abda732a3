import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A version of the thresholds of the lights (三色灯阈值). The highest version holds; older ones stay on record. */
@Entity('light_policy')
export class LightPolicy {
  @PrimaryColumn('int')
  version!: number;

  /** So many percentage points behind the plan or more: yellow. */
  @Column('int', { name: 'yellow_from_points' })
  yellowFromPoints!: number;

  /** More percentage points behind the plan than these: red. */
  @Column('int', { name: 'red_above_points' })
  redAbovePoints!: number;

  /** A milestone that is due in so many days or fewer: yellow. */
  @Column('int', { name: 'milestone_yellow_days' })
  milestoneYellowDays!: number;

  /** Where the thresholds come from. */
  @Column('text')
  basis!: string;
}
