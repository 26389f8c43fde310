import { arrivalAndDepartureMutants } from "../../mutants/arrivals-and-departures.ts";
import { testMutants } from "../mutants.ts";

testMutants(arrivalAndDepartureMutants);
