import { afterHead, everyHead } from "../../questions/head.ts";
import { type Cause, shown } from "../cause.ts";

/** Bytes on the connection that no client expects: the next answer on it is misread. */
export const bytesBehindHead: Cause = {
  id: "bytes-behind-head",
  isOfAdvice: true,
  find({ view }) {
    const answers = view.of(...everyHead, afterHead);
    const withBody = answers.filter(
      ({ request, response }) => request.method === "HEAD" && (response?.body.bytes ?? 0) > 0,
    );
    const misread = answers.filter(({ failure }) => failure?.kind === "protocol");
    const found = [...withBody, ...misread];
    const [first] = found;
    if (!first) return undefined;
    return {
      title: "An answer to HEAD has bytes after its headers.",
      because:
        withBody.length > 0
          ? `${withBody.length} answers to HEAD were followed by a body, ${withBody[0]?.response?.body.bytes} bytes in exchange ${withBody[0]?.id}.`
          : `Bytes after the answer to HEAD made the next answer on its connection unreadable (exchange ${first.id}: ${first.failure?.message}).`,
      remedy:
        "Write no body if the method is HEAD (RFC 9110 §9.3.2): a client takes those bytes for the beginning of its next answer, and a proxy may give them to another client.",
      explains: ["http.head"],
      exchanges: shown(found),
    };
  },
};
