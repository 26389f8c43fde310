import { idFormMutants } from "../../mutants/id-forms.ts";
import { testMutants } from "../mutants.ts";

testMutants(idFormMutants);
