import { calendarAndNumberMutants } from "../../mutants/calendars-and-numbers.ts";
import { testMutants } from "../mutants.ts";

testMutants(calendarAndNumberMutants);
