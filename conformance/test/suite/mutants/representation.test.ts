import { representationMutants } from "../../mutants/representation.ts";
import { testMutants } from "../mutants.ts";

testMutants(representationMutants);
