type Words = readonly [zh: string, en: string];

export const assurances: Readonly<Record<string, Words>> = {
  SELF: ['自证（无有效见证）', 'no valid anchor: the operator alone vouches'],
  WITNESSED: ['有见证（除非操作员与全部见证人串通）', 'holds unless operator and every witness collude'],
  PUBLIC: ['公共随机', 'public chance'],
  BEACON: ['随机信标', 'a randomness beacon'],
};

export const states: Readonly<Record<string, Words>> = {
  frozen: ['已封库，待见证', 'frozen, waiting for anchors'],
  anchored: ['已见证，待揭示', 'anchored, waiting for reveals'],
  revealing: ['揭示中', 'some have revealed'],
  complete: ['已全部揭示', 'all have revealed'],
  drawn: ['已抽取', 'drawn'],
  opened: ['已公开', 'opened'],
  void: ['已作废', 'void'],
  lapsed: ['已失效', 'lapsed'],
};
