import { unpackedTokenMutants } from "../../mutants/unpacked-tokens.ts";
import { testMutants } from "../mutants.ts";

testMutants(unpackedTokenMutants);
