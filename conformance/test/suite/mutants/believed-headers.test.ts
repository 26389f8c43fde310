import { believedHeaderMutants } from "../../mutants/believed-headers.ts";
import { testMutants } from "../mutants.ts";

testMutants(believedHeaderMutants);
