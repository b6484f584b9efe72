import { type Campaign, listParticipants } from '../../plan/index.js';
import type { Reader } from '../../shared/unit.js';

/** One department's places in the teams of a campaign. */
export interface TeamPart {
  /** Id of the department. */
  readonly department: string;
  /** Its place among the departments, from 0. */
  readonly place: number;
  /** Its first place in a team in draw order, from 0, and the one behind its last. */
  readonly from: number;
  readonly to: number;
  /** Takes the places behind those of all departments, too: experts go with the lead. */
  readonly takesRest: boolean;
}

/**
 * Who goes to a target of a campaign: one department, or in a joint campaign each with the officers of its own. Teams are
 * drawn place by place in the order of the departments (`CampaignSlot.department`), so places tell whose officer is whose.
 */
export async function readParts(reader: Reader, campaign: Campaign): Promise<TeamPart[]> {
  const participants = await listParticipants(reader, campaign.id);
  if (participants.length === 0) {
    return [{ department: campaign.department, place: 0, from: 0, to: 0, takesRest: true }];
  }
  let from = 0;
  return participants.map(({ department, place, officers, isLead }) => {
    const part = { department, place, from, to: from + officers, takesRest: isLead };
    from += officers;
    return part;
  });
}

/** The officers that a department sends to a drawn unit, in draw order. */
export function officersOf(
  unit: { readonly officers: readonly string[] },
  part: TeamPart,
  parts: readonly TeamPart[],
): string[] {
  const end = Math.max(...parts.map(({ to }) => to));
  return unit.officers.filter(
    (_, place) => (place >= part.from && place < part.to) || (part.takesRest && place >= end),
  );
}
