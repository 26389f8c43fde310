import { laterRequestMutants } from "../../mutants/later-requests.ts";
import { testMutants } from "../mutants.ts";

testMutants(laterRequestMutants);
