import { ArrayMaxSize, IsOptional, Length, Matches } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';

@InputType({
  description: '证明材料：已上传的，或存放在别处的。Uploaded evidence, or a file that is kept elsewhere.',
})
export abstract class EvidenceNamingInput {
  @ArrayMaxSize(50)
  @Field(() => [Id], {
    defaultValue: [],
    description: '已上传的证明材料（POST /evidence）。Evidence that was uploaded.',
  })
  evidenceIds?: string[];

  @ArrayMaxSize(50)
  @Matches(/^[0-9a-f]{64}$/, { each: true })
  @Field(() => [String], {
    defaultValue: [],
    description: '存放在系统之外的材料的 SHA-256。Of each file that is kept elsewhere.',
  })
  evidence?: string[];

  @IsOptional()
  @Length(2, 200)
  @Field(() => Text, {
    nullable: true,
    description: '上述材料存放何处（如案卷号、档案室）。Where that is: a file number, an archive.',
  })
  keptElsewhere?: string | null;
}
