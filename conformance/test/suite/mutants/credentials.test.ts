import { credentialMutants } from "../../mutants/credentials.ts";
import { testMutants } from "../mutants.ts";

testMutants(credentialMutants);
