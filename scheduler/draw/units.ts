/** What was drawn, unit by unit, with real ids: for the authority, the teams and the restricted level. */
import type { TargetRecord } from './pool.js';
import type { Pools } from './pools.js';
import { ticketHex } from './select.js';
import type { StratumSelection } from './selection.js';
import type { Staffing } from './staff.js';

/** A unit drawn, or one in reserve. */
export interface DrawnUnit {
  stratum: string;
  /** Leaf number in the stratum. */
  index: number;
  /** Place in the stratum's draw order, from 1; the reserve counts on. */
  order: number;
  /** 16 hex digits. */
  ticket: string;
  id: string;
  record: TargetRecord;
  /** Ids of the team in draw order; empty when held, in reserve and in stage `targets`. */
  officers: string[];
  /** Id of the lead; absent without a team. */
  lead?: string;
  /** Selected, but cannot be staffed. */
  held: boolean;
}

interface TeamIds {
  officers: string[];
  lead?: string;
}

/** Strata by code, units in draw order; the selected ones and the reserve apart. */
export function listUnits(
  pools: Pools,
  selections: readonly StratumSelection[],
  staffing: Staffing | undefined,
): { units: DrawnUnit[]; reserve: DrawnUnit[] } {
  const teams = teamIds(pools, staffing);
  const units: DrawnUnit[] = [];
  const reserve: DrawnUnit[] = [];
  selections.forEach((selection, h) => {
    selection.tickets.indices.forEach((index, place) => {
      const unit = bareUnit(pools.strata[h]!, selection, index, place);
      if (place >= selection.k) reserve.push({ ...unit, officers: [], held: false });
      else {
        const team = teams.get(selection.offset + index) ?? { officers: [] };
        units.push({ ...unit, ...team, held: staffing !== undefined && team.officers.length === 0 });
      }
    });
  });
  return { units, reserve };
}

/** By the target's global index. */
function teamIds(pools: Pools, staffing: Staffing | undefined): Map<number, TeamIds> {
  const { ids } = pools.inspectors;
  const teams = new Map<number, TeamIds>();
  staffing?.assignment.teams.forEach(({ index, slots }, i) => {
    teams.set(index, {
      officers: slots.flat().map((officer) => ids[officer]!),
      lead: ids[staffing.leads[i]!]!,
    });
  });
  return teams;
}

function bareUnit(
  { code, file }: Pools['strata'][number],
  { tickets }: StratumSelection,
  index: number,
  place: number,
) {
  return {
    stratum: code,
    index,
    order: place + 1,
    ticket: ticketHex(tickets.high[place]!, tickets.low[place]!),
    id: file.ids[index]!,
    record: file.record(index),
  };
}
