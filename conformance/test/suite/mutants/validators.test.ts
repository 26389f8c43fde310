import { validatorMutants } from "../../mutants/validators.ts";
import { testMutants } from "../mutants.ts";

testMutants(validatorMutants);
