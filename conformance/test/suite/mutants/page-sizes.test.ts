import { pageSizeMutants } from "../../mutants/page-sizes.ts";
import { testMutants } from "../mutants.ts";

testMutants(pageSizeMutants);
