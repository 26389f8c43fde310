import { tokenPieceMutants } from "../../mutants/token-pieces.ts";
import { testMutants } from "../mutants.ts";

testMutants(tokenPieceMutants);
