import { requestSpellingMutants } from "../../mutants/request-spelling.ts";
import { testMutants } from "../mutants.ts";

testMutants(requestSpellingMutants);
