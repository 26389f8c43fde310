import { pageTokenMutants } from "../../mutants/page-tokens.ts";
import { testMutants } from "../mutants.ts";

testMutants(pageTokenMutants);
