import { orderingMutants } from "../../mutants/ordering.ts";
import { testMutants } from "../mutants.ts";

testMutants(orderingMutants);
