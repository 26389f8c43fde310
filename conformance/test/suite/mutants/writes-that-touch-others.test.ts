import { writesThatTouchOthers } from "../../mutants/writes-that-touch-others.ts";
import { testMutants } from "../mutants.ts";

testMutants(writesThatTouchOthers);
