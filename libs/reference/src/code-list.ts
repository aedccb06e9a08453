import type { Text } from './text.js';

/** One for each enumeration of the graph, under its name: `visitOutcome` has the labels of `VisitOutcome`. */
export const CODE_LISTS = [
  'sex',
  'careStatus',
  'parentIdentity',
  'birthAttendant',
  'territorySource',
  'registryState',
  'missingItem',
  'documentationState',
  'responsibleBody',
  'countedPart',
  'deadlineState',
  'outreachState',
  'outreachClosing',
  'outreachAssignee',
  'reviewConclusion',
  'territoryStartState',
  'namingState',
  'withdrawalReason',
  'handoverState',
  'declineReason',
  'visitOutcome',
  'metWith',
  'noCertificateReason',
  'obstacle',
  'hardLifeCircumstance',
  'visitedParent',
  'parentDocument',
  'safetyGround',
  'safetyConcernState',
  'safetyOutcome',
  'duplicateState',
  'duplicateDecision',
  'duplicateReason',
  'birthRecordState',
  'childIdentification',
  'birthCertificateApplicant',
  'pinState',
  'parentage',
  'parentageDecision',
  'documentHelpState',
  'documentNotPossibleReason',
  'helpedParent',
  'knownFrom',
  'enteredFrom',
  'hardLifeSituationState',
  'hardLifeAssessmentOutcome',
  'hardLifeClosingReason',
  'hardLifeObjection',
  'hardLifeObjectionOutcome',
] as const;

export type CodeListName = (typeof CODE_LISTS)[number];

export interface CodeListEntry {
  /** Stable; stored and sent. `NO_PASSPORT`. */
  readonly code: string;
  readonly label: Text;
}

export type CodeList = readonly CodeListEntry[];
export type CodeLists = Readonly<Record<CodeListName, CodeList>>;

export const isCodeListName = (name: string): name is CodeListName => (CODE_LISTS as readonly string[]).includes(name);

/** One published list, in the order in which a form offers it. Throws RangeError, naming the lists there are. */
export function codeList(name: string, { codeLists }: { readonly codeLists: CodeLists }): CodeList {
  if (!isCodeListName(name)) throw new RangeError(`no code list ${name}; there are ${CODE_LISTS.join(', ')}`);
  return codeLists[name];
}

/** Whether a code may be used where a list is asked for. */
export const isCodeOf = (name: CodeListName, code: string, of: { readonly codeLists: CodeLists }): boolean =>
  codeList(name, of).some((entry) => entry.code === code);
