import { combinedRequestMutants } from "../../mutants/combined-requests.ts";
import { testMutants } from "../mutants.ts";

testMutants(combinedRequestMutants);
