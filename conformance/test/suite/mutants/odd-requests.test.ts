import { oddRequestMutants } from "../../mutants/odd-requests.ts";
import { testMutants } from "../mutants.ts";

testMutants(oddRequestMutants);
