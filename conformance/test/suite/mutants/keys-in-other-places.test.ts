import { keysInOtherPlaces } from "../../mutants/keys-in-other-places.ts";
import { testMutants } from "../mutants.ts";

testMutants(keysInOtherPlaces);
