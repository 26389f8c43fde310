import { sharedConnectionMutants } from "../../mutants/shared-connections.ts";
import { testMutants } from "../mutants.ts";

testMutants(sharedConnectionMutants);
