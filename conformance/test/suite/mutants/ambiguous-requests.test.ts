import { ambiguousRequestMutants } from "../../mutants/ambiguous-requests.ts";
import { testMutants } from "../mutants.ts";

testMutants(ambiguousRequestMutants);
