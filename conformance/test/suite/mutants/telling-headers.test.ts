import { tellingHeaderMutants } from "../../mutants/telling-headers.ts";
import { testMutants } from "../mutants.ts";

testMutants(tellingHeaderMutants);
