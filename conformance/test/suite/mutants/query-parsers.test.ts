import { queryParserMutants } from "../../mutants/query-parsers.ts";
import { testMutants } from "../mutants.ts";

testMutants(queryParserMutants);
