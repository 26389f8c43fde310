import { textColumnMutants } from "../../mutants/text-columns.ts";
import { testMutants } from "../mutants.ts";

testMutants(textColumnMutants);
