import { negotiationMutants } from "../../mutants/negotiation.ts";
import { testMutants } from "../mutants.ts";

testMutants(negotiationMutants);
