import { entityMutants } from "../../mutants/entities.ts";
import { testMutants } from "../mutants.ts";

testMutants(entityMutants);
