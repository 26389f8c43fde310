/**
 * What a request of an experiment is there to show. Experiments ask with it and rules select by it; whatever follows from
 * its being asked is a member of it. Its words go into reports, where a later version finds it again by them.
 */
export interface Question {
  /** Id of the experiment that asks it. */
  readonly experiment: string;
  /** Its part in the experiment, in the words of reports. */
  readonly role: string;
  /** Which of several alike, in the words of reports; without it the question is any of them. */
  readonly probe?: string;
  /** A gateway or a firewall in front may answer the request by itself, in a form of its own. */
  readonly isHostile?: boolean;
  /** A firewall may take it for an attack, and refuse it by a page of its own. */
  readonly isSuspicious?: boolean;
  /** So long that any server may refuse it before it looks at it: 414 and the like are refusals, too. */
  readonly isOverlong?: boolean;
  /** It asks for what belongs to another collection; whose sessions come back is for a rule of its own to say. */
  readonly looksForOthers?: boolean;
  /** What it asks with names another collection than the path does. */
  readonly namesAnotherCollection?: boolean;
  /** An ordinary request for a page: every size from the minimum to the maximum is accepted there. */
  readonly isOrdinary?: boolean;
  /** Of walks: the suite stops them on purpose, so that they show a beginning and not a whole list. */
  readonly isWindow?: boolean;
}

/** A question that is asked on every page of one walk. */
export interface WalkQuestion extends Question {
  /** An id for programs, a name for people. */
  readonly walk: { readonly id: string; readonly name: string };
}

/** What an exchange notes of the question that it was sent for. */
export interface Asked {
  readonly experiment: string;
  readonly role: string;
  readonly probe?: string;
  readonly walkId?: string;
}

/** True for an exchange that was sent for the question. */
export function isAskedBy(asked: Asked, question: Question | WalkQuestion): boolean {
  return (
    asked.experiment === question.experiment &&
    asked.role === question.role &&
    (question.probe === undefined || asked.probe === question.probe) &&
    (!("walk" in question) || asked.walkId === question.walk.id)
  );
}
