import { respelledIdMutants } from "../../mutants/respelled-ids.ts";
import { testMutants } from "../mutants.ts";

testMutants(respelledIdMutants);
