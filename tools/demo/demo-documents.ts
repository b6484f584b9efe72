/** The operations that the demo sends: copy them into GraphiQL to follow it by hand. */

const failure = '... on ConsoleError { code message messageEn }';
const drawFields = 'id commitment state assurance receiptHash resultRoot drawnCount heldCount';

export const createDepartment = `mutation CreateDepartment($input: CreateDepartmentInput!) {
  createDepartment(input: $input) { __typename ... on DepartmentCreated { department { id } } ${failure} }
}`;

export const saveDivisions = `mutation SaveDivisions($input: SaveDivisionsInput!) {
  saveDivisions(input: $input) { __typename ... on DivisionsSaved { divisions { code } } ${failure} }
}`;

const imported = `{ __typename ... on FileImported { run { rowCount createdCount faultCount warningCount } } ${failure} }`;

export const importEntities = `mutation ImportEntities($input: ImportInput!) { importEntities(input: $input) ${imported} }`;
export const importInspectors = `mutation ImportInspectors($input: ImportInput!) { importInspectors(input: $input) ${imported} }`;
export const importItems = `mutation ImportItems($input: ImportInput!) { importItems(input: $input) ${imported} }`;

export const createPlan = `mutation CreatePlan($input: CreatePlanInput!) { createPlan(input: $input) { __typename plan { id } } }`;

export const createCampaign = `mutation CreateCampaign($input: CreateCampaignInput!) {
  createCampaign(input: $input) { __typename ... on CampaignCreated { campaign { id code } } ${failure} }
}`;

export const previewCampaign = `query PreviewCampaign($id: UUID!) {
  previewCampaign(campaignId: $id) {
    __typename
    ... on CampaignPreview { sizes { code count k } seeds feasible excludedCount shortages { id } }
    ${failure}
  }
}`;

export const approveCampaign = `mutation ApproveCampaign($id: UUID!) {
  approveCampaign(id: $id) { __typename ... on CampaignApproved { campaign { state } } ${failure} }
}`;

export const freezeCampaign = `mutation FreezeCampaign($input: FreezeInput!) {
  freezeCampaign(input: $input) { __typename ... on CampaignFrozen { draw { ${drawFields} } } ${failure} }
}`;

export const revealOperator = `mutation RevealOperator($input: OperatorRevealInput!) {
  revealOperator(input: $input) { __typename ... on DrawRevealed { draw { ${drawFields} } } ${failure} }
}`;

export const drawState = `query Draw($id: UUID!) { draw(id: $id) { ${drawFields} } }`;

export const drawnUnits = `query DrawnUnits($drawId: UUID!, $after: String) {
  drawnUnits(drawId: $drawId, first: 100, after: $after) {
    edges { node { realId officers isHeld isReserve } } pageInfo { hasNextPage endCursor }
  }
}`;

export const inspectors = `query Inspectors($after: String) {
  inspectors(first: 100, after: $after) {
    edges { node { id realId name } } pageInfo { hasNextPage endCursor }
  }
}`;

export const myAssignments = `query MyAssignments($after: String) {
  myAssignments(first: 100, after: $after) {
    edges { node { id state targetRealId results { id } } } pageInfo { hasNextPage endCursor }
  }
}`;

export const slip = `query Slip($id: UUID!) { slip(assignmentId: $id) }`;

export const recordResult = `mutation RecordResult($input: RecordResultInput!) {
  recordResult(input: $input) { __typename ... on ResultRecorded { result { id } } ${failure} }
}`;

export const orderRectification = `mutation OrderRectification($input: OrderRectificationInput!) {
  orderRectification(input: $input) { __typename ... on RectificationOrdered { rectification { id } } ${failure} }
}`;

export const signResult = `mutation SignResult($id: UUID!) {
  signResult(resultId: $id) { __typename ... on ResultSigned { result { id signedOn } } ${failure} }
}`;

export const submittedResults = `query Submitted($after: String) {
  assignments(state: SUBMITTED, first: 100, after: $after) {
    edges { node { id results { id } } } pageInfo { hasNextPage endCursor }
  }
}`;

export const confirmResult = `mutation ConfirmResult($id: UUID!) {
  confirmResult(resultId: $id) {
    __typename ... on ResultConfirmed { deadline { dueOn isProvisional } } ${failure}
  }
}`;

export const publications = `query Publications($state: PublicationState!, $after: String) {
  publications(state: $state, first: 100, after: $after) {
    edges { node { id title dueOn } } pageInfo { hasNextPage endCursor }
  }
}`;

export const releasePublication = `mutation ReleasePublication($id: UUID!) {
  releasePublication(id: $id, secrecyReviewed: true) {
    __typename ... on PublicationReleased { publication { state } } ${failure}
  }
}`;

export const portalRecords = `query Records($campaign: String, $identifier: String, $name: String, $after: String) {
  records(campaign: $campaign, identifier: $identifier, name: $name, first: 100, after: $after) {
    edges { node { id realId entityName resultText dueOn publishedAt hash } } pageInfo { hasNextPage endCursor }
  }
}`;
