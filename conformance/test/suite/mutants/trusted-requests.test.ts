import { trustedRequestMutants } from "../../mutants/trusted-requests.ts";
import { testMutants } from "../mutants.ts";

testMutants(trustedRequestMutants);
